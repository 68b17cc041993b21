// What the columns of a table may hold, as its head declares it, and which lines do not keep to it:
//
//     # columns: name* text, country* state?, sector sector?, from day?, precision point|city|region
//
// '*' marks the key, '?' what may be empty. Kinds: text; list (a|b|c); state (a code of states.tsv, or IGO); sector
// (PLOVER); day (YYYY, YYYY-MM or YYYY-MM-DD); number; latitude; longitude; one of the words given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"

namespace dragoman::knowledge {

struct Column {
    std::string_view name, kind;
    bool key = false, may_be_empty = false;
};

/// Empty when the head declares none.
std::vector<Column> declared(const Table& table);

/// What is wrong with a field of that kind; empty when nothing is. `states` is the table of that name.
std::string fault_of(const Column& column, std::string_view field, const Table& states);

/// What is wrong with a row of `table`, read by the declaration of `like`; empty when nothing is.
std::string fault_of(const Table& table, int row, const std::vector<Column>& like, const Table& states);

}  // namespace dragoman::knowledge
