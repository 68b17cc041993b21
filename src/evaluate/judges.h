// How alike a key's row and a record's row are, and which fields are right.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "evaluate/key.h"
#include "evaluate/spans.h"

namespace dragoman::evaluate {

struct Verdict {
    double alike = 0;  ///< 0: not the same row
    bool strict = false;
    std::vector<std::pair<std::string_view, bool>> fields;
};

/// A key and a record of the same story, with names normalised once.
class Case {
public:
    Case(const Key& key, std::string_view text, const Record* record);

    Verdict judge(const KeyRow& key, const Statement& row) const;
    Verdict judge(const KeyRow& key, const Stance& row) const;
    Verdict judge(const KeyRow& key, const Event& row) const;
    Verdict judge(const KeyRow& key, const Figure& row) const;
    Verdict judge(const KeyRow& key, const Commitment& row) const;
    Verdict judge(const KeyRow& key, const Group& row) const;
    Verdict judge(const KeyRow& key, const Time& row) const;

    /// The record's entity that is the key's, if any.
    const Entity* find(const KeyEntity& entity) const;
    const Words& words() const { return words_; }

private:
    using Ids = std::vector<std::string>;
    struct Names {
        std::string name;                ///< normal
        std::vector<std::string> forms;  ///< all normal forms, none empty
    };

    bool same(const KeyEntity& key, const Entity& record) const;
    /// Is every entity of the key matched by exactly one of the record's, and none left?
    bool sets(const Ids& key, const Ids& record) const;
    bool countries(const Ids& key, const Ids& record) const;
    bool in_sentence_of(Stretch where, const std::vector<Passage>& evidence) const;
    bool touches(Stretch where, const std::vector<Passage>& evidence) const;

    const Key& key_;
    const Record* record_;
    const Words words_;
    std::map<std::string_view, const Entity*> entities_;
    std::map<const void*, Names> names_;  ///< of the key's and the record's entities
};

}  // namespace dragoman::evaluate
