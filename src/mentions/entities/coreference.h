// Joining phrases into entities, left to right. Names meet by what the tables know and by their
// words; common nouns by what they say of an earlier entity; pronouns by nearness, with subjects
// first. Every look back is bounded, so the work grows with the number of phrases only.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {

/// What is remembered of an entity beside its public part.
struct Trace {
    std::vector<std::string> words;  ///< folded words of the fullest name
    std::vector<std::string> roles;  ///< nouns said of it: "president", "former president", "ministry"
    std::string modifiers;           ///< of a common noun: "energy ministry" in "Energy Ministry officials"
    Meaning meaning;
    bool known = false;     ///< meaning is set
    bool inferred = false;  ///< its country was not in its words
    char gender = 0;
};

/// A phrase already joined, for looking back.
struct Trail {
    int phrase = -1;
    int sentence = -1;
    bool subject = false;
    bool quoted = false;
    EntityIds entities;
};

class Joiner {
public:
    explicit Joiner(Reading& reading);
    void join();

private:
    // coreference.cpp: names
    void join_phrase(int index);
    EntityIds named(Phrase& p, int index);
    EntityId person_named(const Phrase& p, const std::vector<std::string>& words);
    EntityId thing_named(const Phrase& p, const std::vector<std::string>& words);
    EntityId bracketed(const Phrase& p) const;
    bool is_namesake(EntityId id, const ProperName& name) const;
    EntityId state(std::string_view code);
    EntityId make(const Phrase& p, std::string name);
    void add_facts(EntityId id, const Phrase& p);
    void add_name(EntityId id, const Phrase& p, const std::vector<std::string>& words);
    void add_role(EntityId id, const Phrase& p);
    int described(const Phrase& p, int index) const;
    int apposed(const Phrase& p, int index) const;
    std::vector<std::string> words_of(TokenRange range) const;
    void record(int index, EntityIds entities);

    // nominals.cpp: common nouns
    EntityIds common(Phrase& p, int index);
    EntityId person_meant(const Phrase& p) const;
    EntityId state_meant(const Phrase& p);
    EntityId body_meant(const Phrase& p) const;
    EntityId people_meant(const Phrase& p) const;
    EntityId thing_meant(const Phrase& p) const;
    std::string role_of(const Phrase& p) const;
    std::string modifiers_of(const Phrase& p) const;
    void take_owner(Phrase& p) const;
    EntityIds several(const Phrase& p);
    EntityIds several_people(const Phrase& p) const;
    EntityIds several_states(const Phrase& p);

    // pronouns.cpp
    EntityIds pronoun(const Phrase& p, int index) const;
    EntityIds coordinated(int phrase) const;
    bool quoted(int token) const { return quoted_[token]; }

    static constexpr int look_back = 80;  ///< phrases

    Reading& r;
    std::vector<Trace> traces_;  ///< of Mentions::entities
    std::vector<Trail> trail_;
    std::vector<char> quoted_;
    std::unordered_map<std::string, EntityId> by_name_;          ///< folded, lower case
    std::unordered_map<std::string, EntityId> by_state_;         ///< code
    std::unordered_map<std::string, EntityIds> people_by_word_;  ///< a word of a person's name
    std::unordered_map<std::string, EntityIds> others_by_word_;  ///< first and last word of another name
    std::unordered_map<std::string, EntityIds> by_noun_;         ///< common noun or last word of a name
    std::vector<EntityId> entity_of_phrase_;                     ///< first entity, or -1
};

}  // namespace dragoman::mentions
