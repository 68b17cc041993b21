// Questions about what was promised and what became of it.
#pragma once

#include <string>

#include "ask/questions.h"

namespace dragoman::ask {

struct LedgerFilter {
    std::string by;          ///< part of the name of who undertakes it
    std::string country;     ///< takes part: ISO 3166 alpha-3 or a country's name in the store
    std::string status;      ///< open, due-passed, met, missed, withdrawn, contradicted or overtaken
    std::string kind;        ///< kind of commitment: meet, sign, supply …
    std::string due_before;  ///< due before this day, month or year ends
    std::string as_of;       ///< what is due is judged as of this day; empty: the day of the latest story
    int limit = 0;           ///< most rows; 0: all
};

/// Undertakings in order of when they are due, else were made. An open one whose last day has passed as of that day has
/// the status "due passed, no evidence". `brief`: the few columns that fit a terminal.
Result<store::Rows> list_ledger(const store::Store& from, const LedgerFilter& filter, bool brief);

/// One undertaking: each story's promise of it and each row that shows what became of it, with the words; `id` or the
/// start of one.
Result<store::Rows> ledger_entry(const store::Store& from, const std::string& id, int limit, bool brief);

}  // namespace dragoman::ask
