// The parts of the stance finder, and what they share while one story is read.
//
// Words and their sorts are knowledge/stance_words.tsv's. Whatever a form finds ends in `add`, which
// resolves the target and keeps a stance once.
#pragma once

#include <initializer_list>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "findings/findings.h"
#include "findings/lexicon.h"
#include "findings/statements/parts.h"

namespace dragoman::findings {

struct StanceLexicon {
    struct Word {
        bool against = false;
        std::string_view target;  ///< object, thing, whose, subject, a preposition, …
    };
    std::unordered_map<std::string_view, std::vector<Word>> verbs, nouns, adjectives;
    std::unordered_map<std::string_view, std::string_view> callings;  ///< verb → "as" or "object"
    std::unordered_map<std::string_view, Word> duties;   ///< what should be done, to what one is for or against
    std::unordered_map<std::string_view, Word> willing;  ///< verbs against their object when denied
    struct Phrase {
        std::string_view companion;
        Word word;
    };
    std::unordered_map<std::string_view, std::vector<Phrase>> phrases;      ///< "speak highly"
    std::unordered_map<std::string_view, bool> views, names, roles, falls;  ///< word → against
};

bool is_in(std::string_view word, std::initializer_list<std::string_view> words);

/// Reads one story; used once.
class Stances {
public:
    Stances(const Document& document, const Lexicon& lexicon, Findings& found);
    void read();

private:
    // verbs.cpp
    std::vector<StanceLexicon::Word> words_of(int verb) const;
    void read_verb(int verb);
    void read_doer(int verb, bool against);
    bool struck(int verb) const;
    bool of_own(int target, const EntityIds& holder) const;
    void refused(int verb);
    bool denied(int verb) const;
    void kept(int verb);
    void ousting(int verb);
    bool must(int verb) const;
    int object_of(int verb) const;
    void naming(int verb);
    int name_from(int verb, int target, bool as) const;
    int first_object(int verb) const;

    // nouns.cpp
    void read_adjective(int adjective);
    void read_seen(int adjective);
    bool approves(std::string_view adjective) const;
    void read_role(int noun);
    void read_noun(int noun);
    void importance(int noun);
    EntityIds holder_of_noun(int noun, bool loose = true) const;
    EntityIds holder_of_favour(int noun) const;
    void read_side(int noun);
    EntityIds holder_of_noun_at(int noun, int verb) const;
    void read_predicate(int name, bool against);
    bool praises(int predicate, int name, int subject) const;
    int judged(int predicate, bool against) const;

    // stances.cpp
    void read_accusation(const Event& event);
    Span words_for(EntityId entity, Span within) const;
    std::string_view preposition(int token) const;
    int phrase(int head, std::string_view wanted) const;
    const EntityIds& speakers_around(int token) const;
    bool urged(int verb) const;
    bool marked_to(int verb) const;
    bool unreal(int verb) const;
    EntityIds holder_of_verb(int verb) const;
    EntityIds holders(int head) const;
    bool of_speaker(int subject, const EntityIds& speakers) const;
    bool lives(int head) const;
    std::vector<int> conjuncts(int head) const;
    int examples_in(int target) const;
    std::vector<int> named_examples(int target) const;
    void add_all(const EntityIds& holder, int target, bool against, int at, bool whose);
    EntityId target_entity(int head, bool whose) const;
    Span target_words(int head) const;
    bool reciprocal(int target) const;
    void add(const EntityIds& holder, int target, bool against, TokenRange evidence, int at, bool whose);

    static constexpr std::size_t max_stances = 200;  // a story's; keeps the search for repeats bounded

    const Document& document_;
    Reading reading_;
    const Annotation& tree_;
    const StanceLexicon& words_;
    Findings& found_;
    std::vector<int> statement_of_cue_;
    std::vector<char> accuses_, assaults_;  ///< token → does an event of that type rest on it?
};

}  // namespace dragoman::findings
