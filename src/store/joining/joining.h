// Joining stories: what many stories say together, derived from the rows of each.
//
// One story is a witness. Joining makes happenings of reports, series of figures, a ledger of commitments, counts of
// who deals with whom. It works in steps (joining.cpp lists them in order), each in a folder of its own beside this
// one, with the tables it fills described there (derived.h collects them). All steps of one joining run in one
// transaction, so that the store never holds half of it.
//
// What a step derives must be a function of the stories in the store: the same whatever order they came in, however
// often they were joined in between. Steps look only at what changed and what hangs together with it, so that the cost
// grows with what is new.
#pragma once

#include "result.h"
#include "store/duck.h"

namespace dragoman::store {

/// One joining under way. In its transaction a temporary table `changed_stories(story_id)` names, once each, the
/// stories whose rows or copies came, changed or went; of those that went, `stories` and the lists of the record
/// hold nothing any more, while derived tables still hold what rested on them. With `everything` all derived tables
/// are empty, and `changed_stories` names all stories there are. The rows of these stories are read from `taken_NAME`.
/// A step may leave temporary tables for the steps after it; its header says so.
struct Joining {
    duckdb_connection connection;
    bool everything;
    bool whole;  ///< whether `taken_NAME` (taken.h) are the whole tables
};

}  // namespace dragoman::store
