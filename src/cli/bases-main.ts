// SPDX-License-Identifier: MIT
// Run once by the build: keeps the compiled base of every level beside itself.
import { levels } from "../core/kernel";
import { keepBases } from "./bases";

keepBases(levels.map(({ id }) => id));
