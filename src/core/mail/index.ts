// SPDX-License-Identifier: MIT
export type { Attachment, Author, BodyLine, Message, MessageDate, Thread } from "./message";
