// Joining phrases into entities, left to right. Names meet by what the tables know and by their
// words; common nouns by what they say of an earlier entity; pronouns by trained weights of where both
// stand. Every look back is bounded, so the work grows with the number of phrases only.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "mentions/entities/antecedents.h"
#include "mentions/entities/parts.h"

namespace dragoman::mentions {

/// What is remembered of an entity beside its public part.
struct Trace {
    std::vector<std::string> words;  ///< folded words of the fullest name
    std::string complement;          ///< what stood behind its name: "Flight" in "Museum of Flight"
    std::vector<std::string> roles;  ///< nouns said of it: "president", "former president", "ministry"
    EntityId owner = -1;             ///< whose it is, where it is owned
    bool owned = false;
    std::string count;      ///< of a common noun: "twelve"
    std::string office_of;  ///< what an office of theirs is of, no state: "lima"
    std::string modifiers;  ///< of a common noun: "energy ministry" in "Energy Ministry officials"
    Meaning meaning;
    bool known = false;     ///< meaning is set
    bool inferred = false;  ///< its country was not in its words
    char gender = 0;        ///< 'm' or 'f' by title or noun
    char said = 0;          ///< by a pronoun
    char likely = 0;        ///< by the given name
    char last_pronoun = 0;  ///< what it was last told of with, if a pronoun: 'm', 'f', 'i' for "it", 't' for "they"
    int told = 0;           ///< phrases so far
    int alone = 0;          ///< of them by the family name alone: "Mr Cruz"
};

/// A phrase already joined, for looking back.
struct Trail {
    int phrase = -1;
    int sentence = -1;
    bool subject = false;
    EntityIds entities;
    int chain = -1;
    Role role = Role::other;
    Part part = Part::alone;
    int clause = -1, depth = 0, quote = -1;
};

/// Pronouns for one whom nothing names.
struct Chain {
    PronounClass sort = PronounClass::he;
    char gender = 0;
    int told = 0;
};

/// Whom a phrase means: entities, or a chain of pronouns.
struct Reference {
    EntityIds entities;
    int chain = -1;
    bool of_state = false;  ///< "they", said of "Peruvians"
};

/// An antecedent with what it stands for.
struct Weighed {
    Antecedent antecedent;
    EntityIds entities;
    int chain = -1;
};

class Joiner {
public:
    /// Called with every pronoun of the third person and what it may mean, for training.
    using Observer = std::function<void(const Anaphor&, const std::vector<Weighed>&)>;

    explicit Joiner(Reading& reading, Observer observer = {});
    void join();

private:
    // coreference.cpp: names
    void join_phrase(int index);
    EntityIds named(Phrase& p, int index);
    bool is_relative(const Phrase& p, const Trace& trace) const;
    int likeness(const Phrase& p, const std::vector<std::string>& words, EntityId id) const;
    EntityId person_named(const Phrase& p, const std::vector<std::string>& words) const;
    bool is_other_person(EntityId id, const Phrase& p) const;
    EntityId thing_named(const Phrase& p, const std::vector<std::string>& words);
    bool is_common_head(const Phrase& p) const;
    std::string complement_of(const Phrase& p) const;
    bool complements_agree(EntityId id, const std::string& complement) const;
    EntityId spelled(const Phrase& p) const;
    std::string initials_of(TokenRange name) const;
    EntityId bracketed(const Phrase& p) const;
    bool is_namesake(EntityId id, const ProperName& name) const;
    EntityId state(std::string_view code);
    EntityId make(const Phrase& p, std::string name);
    void add_facts(EntityId id, const Phrase& p);
    void add_name(EntityId id, const Phrase& p, const std::vector<std::string>& words);
    void add_role(EntityId id, const Phrase& p);
    std::vector<std::string> words_of(TokenRange range) const;
    void record(int index, Reference reference);

    // identity.cpp: what the words say is one
    int described(const Phrase& p, int index) const;
    int renamed(const Phrase& p, int index) const;
    bool tells_before(int token) const;
    int apposed(const Phrase& p, int index) const;
    int name_behind(const Phrase& p, int index) const;
    int headed(int token) const;
    int name_after_be(const Phrase& p) const;
    int name_before_be(const Phrase& p) const;
    int name_called(const Phrase& p) const;
    int identified(const Phrase& p) const;

    // nominals.cpp: common nouns
    EntityIds common(Phrase& p, int index);
    TokenRange whole(const Phrase& p) const;
    bool is_beside(int nmod) const;
    bool is_gerund_behind(int t) const;
    bool is_before_listed_name(int t) const;
    EntityId person_meant(const Phrase& p) const;
    EntityId person_of_age(const Phrase& p) const;
    EntityId officer_meant(const Phrase& p, std::string_view role) const;
    EntityId sole_former(const Phrase& p, const std::string& role) const;
    EntityIds subjects_beside(const Phrase& p) const;
    EntityId state_meant(const Phrase& p);
    bool may_be_called(EntityId state, std::string_view noun) const;
    EntityId body_meant(const Phrase& p) const;
    EntityId people_meant(const Phrase& p) const;
    EntityId thing_meant(const Phrase& p) const;
    std::string role_of(const Phrase& p) const;
    std::string modifiers_of(const Phrase& p) const;
    std::string office_of(const Phrase& p) const;
    std::string count_of(const Phrase& p) const;
    EntityId owner_of(const Phrase& p) const;
    bool owner_fits(const Phrase& p, EntityId id) const;
    void take_owner(Phrase& p) const;

    // several.cpp: phrases that stand for several
    EntityIds several(const Phrase& p);
    EntityIds several_people(const Phrase& p) const;
    EntityIds those_told(const Phrase& p) const;
    EntityIds those_apposed(const Phrase& p);
    EntityIds titled(const Phrase& p) const;
    EntityIds people_of_states(const Phrase& p) const;
    bool is_adjective_of_state(const Phrase& p) const;
    EntityIds several_states(const Phrase& p);

    // pronouns.cpp
    Reference pronoun(const Phrase& p);
    Reference speaking(const Phrase& p);
    Anaphor anaphor(const Phrase& p) const;
    bool agrees(const Anaphor& p, EntityId id, Antecedent& a) const;
    bool antecedent(const Anaphor& p, const Trail& t, EntityIds& ids, Antecedent& a) const;
    void gather(const Anaphor& p, std::vector<Weighed>& out) const;
    int subject_ahead(const Phrase& p) const;
    EntityId who_is_asked(const Anaphor& a, int ahead) const;
    EntityIds named_below(const Phrase& p) const;
    EntityIds coordinated(int phrase) const;

    static constexpr int look_back = 80;  ///< phrases

    Reading& r;
    std::vector<Trace> traces_;  ///< of Mentions::entities
    std::vector<Trail> trail_;
    std::vector<Chain> chains_;
    std::unordered_map<int, int> voices_;  ///< quotation and person → chain
    std::vector<int> quote_of_;            ///< token → outermost quotation, those carried on being one; or -1
    std::unordered_map<std::string, EntityId> by_name_;          ///< folded, lower case
    std::unordered_map<std::string, EntityId> by_initials_;      ///< of bodies of three words or more
    std::unordered_map<std::string, EntityId> by_state_;         ///< code
    std::unordered_map<std::string, EntityIds> people_by_word_;  ///< a word of a person's name
    std::unordered_map<std::string, EntityIds> others_by_word_;  ///< first and last word of another name
    std::unordered_map<std::string, EntityIds> by_noun_;         ///< common noun or last word of a name
    std::vector<EntityId> entity_of_phrase_;                     ///< first entity, or -1
    std::vector<char> joined_;                                   ///< phrases done
    Observer observer_;
};

}  // namespace dragoman::mentions
