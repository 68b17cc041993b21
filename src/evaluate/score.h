// Records against answer keys.
//
// For each kind of row, pairs of a key's row and a record's row are matched one to one, the most
// alike first. Found rows give precision, recall and F1; of the found, those with the deciding
// fields right (who, how real, how much of what) give the strict F1. The record F1 is the mean
// strict F1 of statements, events, figures and commitments. Optional rows count neither way.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "evaluate/key.h"

namespace dragoman::evaluate {

struct Share {
    int right = 0, of = 0;
};

struct Count {
    int found = 0, key = 0, record = 0, strict = 0;
    std::map<std::string_view, Share> fields;  ///< of the matched rows

    double precision() const { return static_cast<double>(found) / (record ? record : 1); }
    double recall() const { return static_cast<double>(found) / (key ? key : 1); }
    double f1(int hits) const;
};

constexpr std::array<std::string_view, 7> kinds{"statements",  "stances", "events", "figures",
                                                "commitments", "groups",  "times"};

class Score {
public:
    /// Without a record all rows of the key are missed. `text` is the story's.
    void add(const Key& key, std::string_view text, const Record* record);

    double record_f1() const;  ///< 0 to 100, two digits
    const Count& count(std::string_view kind) const;
    /// Spans of records that do not give their words in the story's text.
    int violations() const { return violations_; }
    /// What was missed, wrong or too much, one a line, under the name of its story.
    const std::vector<std::string>& errors() const { return errors_; }

    std::string table() const;
    std::string json() const;

private:
    std::array<Count, kinds.size()> counts_;
    std::array<Share, 4> who_;  ///< entities found; country, sector, type right
    int violations_ = 0;
    std::vector<std::string> missing_, errors_;
};

}  // namespace dragoman::evaluate
