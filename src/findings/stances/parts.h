// The parts of the stance finder, and what they share while one story is read.
//
// Words and their sorts are knowledge/stance_words.tsv's. Whatever a form finds ends in `add`, which
// resolves the target and keeps a stance once.
#pragma once

#include <initializer_list>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "findings/events/acts.h"
#include "findings/features/models.h"
#include "findings/features/sink.h"
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
    std::unordered_map<std::string_view, Word> duties;  ///< what should be done, to what one is for or against
    std::unordered_map<std::string_view, std::vector<Word>> willing;  ///< verbs against their object when denied
    struct Phrase {
        std::string_view companion;
        Word word;
    };
    std::unordered_map<std::string_view, std::vector<Phrase>> phrases;      ///< "speak highly"
    std::unordered_map<std::string_view, bool> views, names, roles, falls;  ///< word → against
};

bool is_in(std::string_view word, std::initializer_list<std::string_view> words);

/// A stance that words carry.
struct Judgement {
    int at = -1;  ///< the word
    EntityIds holder;
    int target = -1;      ///< token that heads its words; -1 of an accusation
    EntityId meant = -1;  ///< who is the target whatever its words: the accused, who is thanked for something
    bool against = false;
    TokenRange evidence;
    bool whose = false;            ///< the target may be whom its words belong to
    const Event* event = nullptr;  ///< the accusation
    std::string_view rule = "word";
};

/// models/stances.bin: whether a word carries a stance, who holds it, and what heads the words of its target.
FeatureModels load_stance_models(std::string_view bytes);

/// Reads one story; used once.
class Stances {
public:
    Stances(const Document& document, const Lexicon& lexicon, Findings& found);
    void read();

    // For the weights, weighed.cpp.
    void propose();
    const std::vector<Judgement>& proposed() const { return proposed_; }
    /// Words that may carry a stance, in text order.
    std::vector<int> candidates() const;
    void features(const EventReading&, int token, FeatureSink&) const;
    std::vector<SideCandidate> parties(const EventReading&, int token) const;
    void party_features(const EventReading&, int token, bool against, const SideCandidate&, FeatureSink&) const;
    std::vector<int> places(int token) const;
    void place_features(const EventReading&, int token, bool against, int head, FeatureSink&) const;

private:
    void weigh(const FeatureModels&);
    bool is_unmeant(int token) const;
    bool is_foreseen(int verb) const;
    bool may_carry(const EventReading&, int token, const FeatureModels&) const;
    void weigh_word(const EventReading&, int token, const FeatureModels&);
    std::pair<EntityIds, double> weighed_holder(const EventReading&, int token, bool against,
                                                const FeatureModels&) const;
    std::pair<int, double> weighed_target(const EventReading&, int token, bool against, const FeatureModels&) const;
    const Judgement* proposed_at(int token) const;
    void lexicon_features(int token, FeatureSink&) const;
    void near_features(int token, FeatureSink&) const;
    std::string_view listed(int token) const;
    // verbs.cpp
    std::vector<StanceLexicon::Word> words_of(int verb) const;
    void read_verb(int verb);
    void read_doer(int verb, bool against);
    bool struck(int verb) const;
    bool of_own(int target, const EntityIds& holder) const;
    void refused(int verb);
    bool denied(int verb) const;
    int object_of(int verb) const;
    void naming(int verb);
    int name_from(int verb, int target, bool as) const;
    int first_object(int verb) const;

    bool is_greeting(int verb, int target) const;
    bool is_ruling(int verb, int target) const;
    bool is_other_sense(int verb, int target) const;
    bool is_intransitive(int verb) const;
    void thanks(int verb, int target);
    void read_harm(int verb);
    bool failed_duty(int verb, int subject) const;

    // duties.cpp
    void deserved(int verb);
    void kept(int verb);
    void active_duty(int verb, int subject, const StanceLexicon::Word* duty);
    void needless(int verb);
    void harms(int verb);
    void achieved(int verb);
    void excessive(int adjective);
    bool justified_by_nothing(int verb);
    bool has_have(int verb) const;
    void falls_short(int verb);
    void moved(int verb);
    void resists(int verb);
    void directed(int step);
    bool distrusted(int noun);
    int topic_of(int subject) const;
    void ousting(int verb);
    bool must(int verb) const;

    // turns.cpp
    bool is_asked(int verb) const;
    bool is_own_future(int verb) const;
    void read_turn(int noun);
    bool read_manner(int noun);
    bool read_cause(int noun);
    bool read_drawn(int noun);
    bool read_defence(int noun);
    void read_gathering(int noun);
    bool is_joining(int verb) const;
    int aim_of(int noun, int verb) const;

    // nouns.cpp
    void read_adjective(int adjective);
    void read_seen(int adjective);
    bool approves(std::string_view adjective) const;
    void read_role(int noun);
    void read_noun(int noun);
    void importance(int noun);
    bool given(int noun);
    bool won(int noun);
    bool is_share(int head) const;
    bool is_cause(int noun) const;
    bool is_over(int noun) const;
    int whole_of(int noun) const;
    EntityIds holder_of_noun(int noun, bool loose = true) const;
    EntityIds holder_of_plan(int verb) const;
    bool is_agentive(int verb) const;
    int agent_of(int verb) const;
    EntityIds holder_of_favour(int noun) const;
    bool is_others(int verb) const;
    void read_side(int noun);
    EntityIds holder_of_noun_at(int noun, int verb) const;
    void read_predicate(int name, bool against);
    bool is_blame(int name) const;
    bool would_be(int predicate) const;
    bool praises(int predicate, int name, int subject) const;
    int judged(int predicate, bool against) const;
    bool is_that_clause(int clause) const;
    bool is_anothers(int predicate) const;

    // stances.cpp
    bool is_felt(int verb) const;
    void read_accusation(const Event& event);
    Span words_for(EntityId entity, Span within) const;
    std::string_view preposition(int token) const;
    int phrase(int head, std::string_view wanted) const;
    const EntityIds& speakers_around(int token) const;
    bool urged(int verb) const;
    bool marked_to(int verb) const;
    bool unreal(int verb) const;
    bool supposed(int verb) const;
    bool negated(int verb) const;
    bool is_left_off(int verb) const;
    bool is_doubtful(int verb) const;
    bool is_circular(int verb, int holder) const;
    EntityIds holder_of_verb(int verb) const;
    EntityIds holders(int head) const;
    bool is_quantity(int head) const;
    bool of_speaker(int subject, const EntityIds& speakers) const;
    bool lives(int head) const;
    std::vector<int> conjuncts(int head) const;
    int resumed(int target) const;
    int examples_in(int target) const;
    std::vector<int> named_examples(int target) const;
    void add_all(const EntityIds& holder, int target, bool against, int at, bool whose);
    EntityId target_entity(int head, bool whose) const;
    Span target_words(int head) const;
    int antecedent(int pronoun) const;
    bool shares_owner(int conjunct) const;
    bool is_focus(int token) const;
    bool is_ground(int token) const;
    bool reciprocal(int target) const;
    void add(const EntityIds& holder, int target, bool against, TokenRange evidence, int at, bool whose);
    void keep(const Judgement&);
    void keep_accusation(const Judgement&);

    static constexpr std::size_t max_stances = 200;  // a story's; keeps the search for repeats bounded

    const Document& document_;
    Reading reading_;
    const Annotation& tree_;
    const StanceLexicon& words_;
    const EventLexicon& events_;
    Findings& found_;
    std::vector<int> statement_of_cue_;
    std::vector<char> accuses_, assaults_;  ///< token → does an event of that type rest on it?
    std::vector<Judgement> proposed_;
    std::vector<int> first_at_;           ///< token → first proposal by that word, or -1
    std::vector<const Event*> event_of_;  ///< token → event told by it, or null
    std::string_view rule_ = "word";
};

}  // namespace dragoman::findings
