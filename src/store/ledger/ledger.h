// The ledger of commitments: what was undertaken, once each, and what later stories show became of it.
//
// A commitment and a later row are brought together by terms that each has of its own story alone (reading.h): the act,
// who takes part, where, what it is about, when it is due or happened. judging.h says when a later row shows that an
// undertaking was met, missed, withdrawn, contradicted or overtaken. Nothing is said without such a row: an undertaking
// whose day has passed stays "open" here, and questions call it "due passed, no evidence" as of the latest story
// (ask/ledger.h).
//
// Fills `ledger`, `ledger_evidence`, `ledger_promises`, `ledger_deeds` (rows.h). Reads no other derived table but
// `series_points`, for targets that a level of their period was told for.
#pragma once

#include "store/joining/joining.h"

namespace dragoman::store {

Status join_ledger(const Joining& joining);

}  // namespace dragoman::store
