// The report on two states in a month.
#pragma once

#include <string>

#include "report/document.h"
#include "store/store.h"

namespace dragoman::report {

/// What is known of two states (codes or names) in a month ("2021-12"): counts with what they were counted in, what
/// happened, what each said of the other, figures, commitments, what was unusual, sources. Every sentence has
/// references to words of stories, but those that say that there is nothing. Errors: no such state, no month.
Result<Document> on_pair(const store::Store& store, const std::string& one, const std::string& other,
                         const std::string& month);

}  // namespace dragoman::report
