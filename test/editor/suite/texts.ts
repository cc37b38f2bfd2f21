// SPDX-License-Identifier: MIT
// Texts of the suite's own, as small as shows what a test is about.

/** A diff of two hunks in a file no model holds. */
export const strangerDiff = [
  "diff --git a/drivers/nobody/none.c b/drivers/nobody/none.c",
  "--- a/drivers/nobody/none.c",
  "+++ b/drivers/nobody/none.c",
  "@@ -10,3 +10,4 @@ int none_probe(struct none *none)",
  " {",
  "+\tnone->count++;",
  " \treturn 0;",
  " }",
  "@@ -40,3 +41,3 @@ void none_remove(struct none *none)",
  " {",
  "-\tnone->count = 1;",
  "+\tnone->count = 0;",
  " }",
  "",
].join("\n");

/** The same, quoted in an answer. */
export const quotedMail = [
  "From: A Reviewer <reviewer@example.org>",
  "Subject: Re: [PATCH] none: count",
  "Date: Thu, 14 Jul 2022 10:00:00 +0000",
  "Message-ID: <answer@example.org>",
  "",
  "A Developer wrote:",
  ...strangerDiff
    .trimEnd()
    .split("\n")
    .map((line) => `> ${line}`),
  "",
  "Why zero?",
  "",
].join("\n");

export const prose = "A letter.\n\n--- and a rule of dashes\n@@ no hunk\n+ not a diff\n";

/** A patch whose after side calls a traced function thousands of times. */
export const longPatch = [
  "diff --git a/drivers/dax/super.c b/drivers/dax/super.c",
  "--- a/drivers/dax/super.c",
  "+++ b/drivers/dax/super.c",
  "@@ -191,7 +191,9 @@ void kill_dax(struct dax_device *dax_dev)",
  " \t\treturn;",
  " ",
  " \tif (dax_dev->holder_data != NULL)",
  " \t\tdax_holder_notify_failure(dax_dev, 0, U64_MAX, 0);",
  "+\tfor (int turn = 0; turn < 5000; turn++)",
  "+\t\tdax_alive(dax_dev);",
  " ",
  " \tclear_bit(DAXDEV_ALIVE, &dax_dev->flags);",
  " \tsynchronize_srcu(&dax_srcu);",
  "",
].join("\n");
