// SPDX-License-Identifier: MIT
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSubject } from "../../../src/core/mail";

test("a subject's tags name revision, part and the rest", () => {
  const check = (subject: string, expected: string): void => {
    const { words, tags, revision, part, isPatch, isReply } = parseSubject(subject);
    const series = part ? `${part.index}/${part.of}` : "-";
    const kind = `${isPatch ? "patch" : "mail"}${isReply ? " reply" : ""}`;
    assert.equal(`${words}|${tags.join(" ")}|v${revision}|${series}|${kind}`, expected, subject);
  };
  check("[PATCH] lamp: dim", "lamp: dim||v1|-|patch");
  check("Re: [RFC PATCH v6] lamp: dim", "lamp: dim|RFC|v6|-|patch reply");
  check("[PATCH v6,18/24] lamp", "lamp||v6|18/24|patch");
  check("[PATCHv3 1/2] lamp", "lamp||v3|1/2|patch");
  check("[PATCH2/3] lamp", "lamp||v1|2/3|patch");
  check("[PATCH 1 of 2] lamp", "lamp||v1|1/2|patch");
  check("[PATCH v11.1 2/2] lamp", "lamp||v11.1|2/2|patch");
  check("[PATCH 6.6 039/124] lamp", "lamp|6.6|v1|39/124|patch");
  check("[ndctl PATCH RESEND] lamp", "lamp|ndctl RESEND|v1|-|patch");
  check("AW: Re: [PATCH] lamp", "lamp||v1|-|patch reply");
  check("回复: [PATCH] lamp", "lamp||v1|-|patch reply");
  check("PATCH: lamp", "PATCH: lamp||v1|-|patch");
  check("Re: PATCH v2: lamp", "PATCH v2: lamp||v2|-|patch reply");
  check("PATCH 1/2 lamp", "PATCH 1/2 lamp||v1|1/2|patch");
  check("RFC PATCH v3 2/2: lamp", "RFC PATCH v3 2/2: lamp||v3|2/2|patch");
  check("[list] PATCH v2: lamp", "PATCH v2: lamp|list|v2|-|patch");
  check("PATCH requests fail", "PATCH requests fail||v1|-|mail");
  check("RFC PATCH requests", "RFC PATCH requests||v1|-|mail");
  check("lamp [PATCH]", "lamp [PATCH]||v1|-|mail");
  check("", "||v1|-|mail");
});
