// The common questions, as SQL with bound parameters.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace dragoman::ask {

enum class Kind { statements, events, figures, commitments, stories, happenings };

/// What a row must meet; empty or zero: anything.
struct Filter {
    std::string country;  ///< ISO 3166 alpha-3 or a country's name in the store: takes part in the row
    std::string pair;     ///< "CHN,RUS": both take part in it
    std::string person;   ///< part of a name of somebody who takes part in it
    std::string type;  ///< of events the type or TYPE/mode, of statements the form, of figures the role, of commitments
                       ///< the kind
    std::string status;            ///< of events the status, of commitments the strength
    std::string from, to;          ///< days, months or years; events by when they happen, others by the story's day
    int sources = 0, reports = 0;  ///< of happenings: told by at least so many
    bool conflicting = false;      ///< of happenings: those whose reports contradict each other
    bool originals = false;        ///< without stories that are copies of others
    int limit = 0;                 ///< most rows; 0: all
};

/// Rows in order of time. `brief`: the few columns that fit a terminal; else all of the kind's view.
Result<store::Rows> ask(const store::Store& from, Kind kind, const Filter& filter, bool brief);

/// Events counted "by" pair, type or month, with the mean Goldstein value.
Result<store::Rows> count_events(const store::Store& from, std::string_view by, const Filter& filter);

/// The code of a country given as code or name; an error when the store names no such country.
Result<std::string> country_code(const store::Store& from, const std::string& given);

}  // namespace dragoman::ask
