// SPDX-License-Identifier: MIT
// Placeholder for monitors: filled in below.
