// The rows a report on two states rests on. Between the files of this folder.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "ask/relations/relations.h"
#include "report/document.h"
#include "store/store.h"

namespace dragoman::report {

struct Subject {
    std::string a, b;            ///< codes, a before b
    std::string a_name, b_name;  ///< "China", "Russia"
    std::string month;           ///< "2021-12"
    std::chrono::sys_days first, last;
};

/// A row of a story with all it takes to cite it.
struct Row {
    Reference reference;
    std::string row_id, kind, type, status, who, form, direction;
    std::optional<double> goldstein;
    bool counted = true;
    std::string detail;  ///< of a figure what it is, of a commitment what and when
};

/// Events, stances and statements between the two in the month, in order of days.
Result<std::vector<Row>> related(const store::Store& store, const Subject& subject);
/// Figures of the month that stand near mentions of both.
Result<std::vector<Row>> figures(const store::Store& store, const Subject& subject);
/// What either undertook toward the other in the month; with `due` what falls due in it, undertaken earlier.
Result<std::vector<Row>> commitments(const store::Store& store, const Subject& subject, bool due);
/// Turns in the month of holders of either state.
Result<std::vector<Row>> turns(const store::Store& store, const Subject& subject);

struct SourceCount {
    std::string source;
    std::int64_t stories = 0, copies = 0;
};
/// Publishers of the stories of the month that mention both.
Result<std::vector<SourceCount>> sources(const store::Store& store, const Subject& subject);

}  // namespace dragoman::report
