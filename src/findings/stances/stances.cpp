// Stances: who is for or against what, where words carry it.
//
// Forms, from knowledge/stance_words.tsv: a verb of approval or rejection and its object; a willing
// verb denied ("cannot tolerate"); a noun ("their opposition to", "gratitude to"); an adjective
// ("critical of", "not satisfied with"); a view with its adjective ("a negative view of"); a role
// ("a supporter of"); a side ("against the plan", "in favour of"). Inside somebody's words also: what
// something is called or said to be ("called him a friend", "X is a disgrace"), harm and help that
// others do ("they are trampling on the law"), and what must or need be kept or ended. Last,
// accusations in words, from the events.
#include <algorithm>

#include "findings/stances/parts.h"

namespace dragoman::findings {

bool is_in(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

Stances::Stances(const Document& document, const Lexicon& lexicon, Findings& found)
    : document_(document),
      reading_(document, *lexicon.indexes().statements),
      tree_(document.annotation),
      words_(*lexicon.indexes().stances),
      events_(*lexicon.indexes().events),
      found_(found),
      statement_of_cue_(tree_.tag.size(), -1),
      accuses_(tree_.tag.size()),
      assaults_(tree_.tag.size()),
      first_at_(tree_.tag.size(), -1),
      event_of_(tree_.tag.size(), nullptr) {
    for (int s = 0; s < static_cast<int>(found.statements.size()); ++s)
        if (found.statements[s].cue_token >= 0) statement_of_cue_[found.statements[s].cue_token] = s;
    for (const Event& event : found.events) {
        if (event.trigger < 0) continue;
        event_of_[event.trigger] = &event;
        if (event.type == "ACCUSE") accuses_[event.trigger] = 1;
        if (event.type == "ASSAULT") assaults_[event.trigger] = 1;
    }
}

void Stances::read() {
    propose();
    if (document_.stances && document_.stances->usable()) return weigh(*document_.stances);
    for (const Judgement& judgement : proposed_) keep(judgement);
}

void Stances::propose() {
    for (int t = 0; t < tree_.size(); ++t) {
        if (is_felt(t))
            read_adjective(t);  // "is opposed to the levy", "was dismayed by the raid"
        else if (tree_.is_verb(t))
            read_verb(t), read_side(t);
        else if (tree_.is_noun(t))
            read_noun(t);
        else if (tree_.tag[t] == Tag::JJ)
            read_adjective(t);
        if (const auto name = words_.names.find(tree_.lemma(t)); name != words_.names.end())
            read_predicate(t, name->second);
        if (tree_.is_noun(t)) read_turn(t);
    }
    for (const Event& event : found_.events) read_accusation(event);
}

/// A participle that tells how its subject feels, not what was done to it.
bool Stances::is_felt(int verb) const {
    if (tree_.tag[verb] != Tag::VBN) return false;
    if (is_in(tree_.lower(verb), {"opposed", "committed", "dedicated"})) return phrase(verb, "to") >= 0;
    if (tree_.child(verb, Dep::aux_pass) < 0 && tree_.child(verb, Dep::cop) < 0) return false;
    const auto word = words_.adjectives.find(tree_.lower(verb));
    return word != words_.adjectives.end() && !is_in(tree_.lower(verb), {"moved", "fed", "faithful"});
}

/// An accusation in words ("alleged", "complained") is against whom it names.
void Stances::read_accusation(const Event& event) {
    if (event.type != "ACCUSE" || event.mode == "investigate" || event.status == EventStatus::hypothetical) return;
    if (event.trigger < 0 || statement_of_cue_[event.trigger] < 0 || event.actors.empty()) return;
    // What one claims, testifies or is charged with is no judgement of him who says so.
    if (is_in(tree_.lemma(event.trigger), {"claim", "charge", "attribute", "testify", "question", "indict"})) return;
    for (EntityId accused : event.recipients) {
        Judgement judgement;
        judgement.at = event.trigger;
        judgement.holder = event.actors;
        judgement.meant = accused;
        judgement.against = true;
        judgement.event = &event;
        judgement.rule = "accusation";
        if (first_at_[event.trigger] < 0) first_at_[event.trigger] = static_cast<int>(proposed_.size());
        proposed_.push_back(std::move(judgement));
    }
}

void Stances::keep_accusation(const Judgement& judgement) {
    const Event& event = *judgement.event;
    const bool known = std::any_of(found_.stances.begin(), found_.stances.end(), [&](const Stance& s) {
        return s.holder == event.actors && s.against && s.evidence.overlaps(event.evidence);
    });
    if (known || found_.stances.size() >= max_stances) return;
    Stance stance;
    stance.holder = event.actors;
    stance.target = judgement.meant;
    stance.target_words = words_for(judgement.meant, event.evidence);
    stance.against = true;
    stance.statement = event.statement;
    stance.evidence = event.evidence;
    stance.rule = "accusation:" + std::string(tree_.lemma(event.trigger));
    found_.stances.push_back(std::move(stance));
}

/// An entity's mention inside a stretch; the stretch where it has none.
Span Stances::words_for(EntityId entity, Span within) const {
    for (int m : document_.mentions.entities[entity].mentions)
        if (within.contains(document_.mentions.mentions[m].span)) return document_.mentions.mentions[m].span;
    return within;
}

std::string_view Stances::preposition(int token) const {
    int mark = tree_.child(token, Dep::case_);
    if (mark < 0) mark = tree_.child(token, Dep::mark);
    return mark < 0 ? std::string_view() : tree_.lower(mark);
}

int Stances::phrase(int head, std::string_view wanted) const {
    for (int c = tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c])
        if (c > head &&
            (tree_.dep[c] == Dep::obl || tree_.dep[c] == Dep::nmod || tree_.dep[c] == Dep::advcl ||
             tree_.dep[c] == Dep::acl || tree_.dep[c] == Dep::obl_agent) &&
            preposition(c) == wanted && document_.mentions.time_of_token[c] < 0)
            return c;
    return -1;
}

const EntityIds& Stances::speakers_around(int token) const {
    static const EntityIds nobody;
    const int statement = found_.statement_of_token[token];
    return statement < 0 ? nobody : found_.statements[statement].speakers;
}

/// "should reject", "stand firm in rejecting": what a speaker urges is the speaker's own stance.
bool Stances::urged(int verb) const {
    for (int at = verb, step = 0; at >= 0 && step < 4; ++step) {
        for (int c = tree_.first_child[at]; c >= 0 && c < at; c = tree_.next_sibling[c])
            if (tree_.tag[c] == Tag::MD && is_in(tree_.lower(c), {"should", "must", "ought"})) return true;
        if (tree_.dep[at] != Dep::advcl && tree_.dep[at] != Dep::conj && tree_.dep[at] != Dep::xcomp &&
            tree_.dep[at] != Dep::acl)
            break;
        at = tree_.head[at];
    }
    return false;
}

bool Stances::marked_to(int verb) const {
    for (int c = tree_.first_child[verb]; c >= 0 && c < verb; c = tree_.next_sibling[c])
        if (tree_.tag[c] == Tag::TO) return true;
    return false;
}

bool Stances::unreal(int verb) const { return negated(verb) || supposed(verb); }

/// "neither Chile nor Peru supports it" too.
bool Stances::negated(int verb) const {
    if (reading_.negated(verb)) return true;
    const int subject = tree_.child(verb, Dep::nsubj);
    const int either = subject < 0 ? -1 : tree_.child(subject, Dep::cc_preconj);
    return either >= 0 && tree_.lower(either) == "neither";
}

/// Not negated, but denied, possible, or under a condition.
bool Stances::supposed(int verb) const {
    for (int t = std::max(0, verb - 2); t + 1 <= verb && t + 1 < tree_.size(); ++t)
        if (tree_.lower(t) == "no" && tree_.lower(t + 1) == "longer") return true;
    // "denied that she supports it", "denied backing it"
    if (const int over = tree_.head[verb]; over >= 0 && over < verb && tree_.lemma(over) == "deny" &&
                                           !reading_.negated(over) &&
                                           (tree_.dep[verb] == Dep::ccomp || tree_.dep[verb] == Dep::xcomp))
        return true;
    return is_left_off(verb) || (is_doubtful(verb) && !is_own_future(verb)) || (marked_to(verb) && !is_asked(verb));
}

/// "stopped criticising him", "stopped short of endorsing it", "without backing it".
bool Stances::is_left_off(int verb) const {
    if (tree_.tag[verb] != Tag::VBG) return false;
    const std::string_view mark = preposition(verb);
    if (mark == "without" || mark == "than" || mark == "instead") return true;
    const int over = tree_.head[verb];
    if (over < 0 || over > verb) return false;
    const bool of = mark == "of" && over > 0 && (tree_.lower(over) == "short" || tree_.lower(verb - 2) == "short");
    return of || (tree_.dep[verb] != Dep::conj && tree_.dep[verb] != Dep::ccomp &&
                  is_in(tree_.lemma(over), {"stop", "cease", "avoid", "refrain", "quit"}) && mark != "by");
}

bool Stances::is_doubtful(int verb) const {
    for (int c = tree_.first_child[verb]; c >= 0 && c < verb; c = tree_.next_sibling[c]) {
        if (tree_.tag[c] == Tag::MD && is_in(tree_.lower(c), {"would", "could", "may", "might", "can"})) return true;
        if (tree_.dep[c] == Dep::mark && is_in(tree_.lower(c), {"if", "unless", "whether"})) return true;
    }
    return false;
}

/// "Those who back it", "people who opposed the war": that they hold it only says who is meant.
bool Stances::is_circular(int verb, int holder) const {
    if (tree_.dep[verb] != Dep::acl_relcl || tree_.head[verb] != holder || holder < 0) return false;
    const int who = tree_.child(verb, Dep::nsubj);
    if (who < 0 || !is_in(tree_.lower(who), {"who", "that"}) || tree_.tag[who - 1] == Tag::COMMA) return false;
    return is_in(tree_.lower(holder), {"those", "people", "anyone", "anybody", "everyone", "everybody", "someone",
                                       "men", "women", "voters", "person", "somebody"});
}

EntityIds Stances::holder_of_verb(int verb) const {
    if (const int own = statement_of_cue_[verb]; own >= 0 && !found_.statements[own].speakers.empty())
        return found_.statements[own].speakers;
    if (urged(verb) && !speakers_around(verb).empty()) return speakers_around(verb);
    if (const EntityIds planner = holder_of_plan(verb); !planner.empty()) return planner;
    const Subject subject = subject_of(reading_, verb);
    if (is_circular(verb, subject.head)) return {};
    if (subject.passive || is_agentive(verb)) {
        const int agent = agent_of(verb);
        return agent >= 0 ? holders(agent) : EntityIds();
    }
    return subject.head >= 0 ? holders(subject.head) : EntityIds{};
}

EntityIds Stances::holders(int head) const {
    const int no = tree_.child(head, Dep::det);  // "no senator backed it"
    if ((no >= 0 && tree_.lower(no) == "no") || is_in(tree_.lower(head), {"nobody", "none", "anyone", "anybody"}))
        return {};
    EntityIds all = actors_of(document_, found_, head);
    if (all.empty()) all = entities_at(reading_, head);
    // "said they opposed it": a pronoun that nobody has resolved is who speaks
    if (all.empty() && tree_.tag[head] == Tag::PRP && is_in(tree_.lower(head), {"he", "she", "it", "they"}))
        all = speakers_around(head);
    const auto act = [&](const EntityIds& ids) {
        return std::all_of(ids.begin(), ids.end(), [&](EntityId id) {
            const EntityType type = document_.mentions.entities[id].type;
            return type != EntityType::other && type != EntityType::place;
        });
    };
    if (const int of = is_quantity(head) ? phrase(head, "of") : -1; of >= 0 && (all.empty() || !act(all)))
        all = actors_of(document_, found_, of);
    return act(all) ? all : EntityIds{};
}

/// "Thousands of teachers", "some of his allies".
bool Stances::is_quantity(int head) const {
    return is_in(tree_.lemma(head),
                 {"thousand", "hundred", "dozen", "score", "million", "majority", "number", "many", "some", "most",
                  "several", "half", "crowd", "group", "third", "quarter", "percent"});
}

/// Do the speakers tell of themselves?
bool Stances::of_speaker(int subject, const EntityIds& speakers) const {
    const EntityIds who = actors_of(document_, found_, subject);
    return std::any_of(who.begin(), who.end(),
                       [&](EntityId id) { return std::find(speakers.begin(), speakers.end(), id) != speakers.end(); });
}

/// Is it a person, a body or a place? To attack those is no judgement of them.
bool Stances::lives(int head) const {
    for (EntityId id : document_.mentions.of_head(head))
        if (document_.mentions.entities[id].type != EntityType::other) return true;
    return tree_.is_pronoun(head);
}

std::vector<int> Stances::conjuncts(int head) const {
    std::vector<int> all{head};
    for (int c = tree_.first_child[head]; c >= 0 && all.size() < 12; c = tree_.next_sibling[c])
        if (tree_.dep[c] == Dep::conj) all.push_back(c);
    return all;
}

/// The examples after "such as" or "including" in a phrase; -1 if there are none.
int Stances::examples_in(int target) const {
    for (int t = target; t < std::min(tree_.right[target], target + 24); ++t) {
        if (tree_.lower(t) != "such" || t + 1 >= tree_.size() || tree_.lower(t + 1) != "as") continue;
        const int head = tree_.head[t];
        return head > t + 1 && head < tree_.right[target] ? head : -1;
    }
    return -1;
}

/// Named bodies after "such as" in a target, whatever the tree makes of the list: "new
/// alliances such as the X pact between A and B and the Y of C and D".
std::vector<int> Stances::named_examples(int target) const {
    std::vector<int> heads;
    int t = target;
    const int end = std::min(tree_.right[target], target + 40);
    while (t + 1 < end && !(tree_.lower(t) == "such" && tree_.lower(t + 1) == "as")) ++t;
    for (t += 2; t < end; ++t) {
        const int m = document_.mentions.mention_of_head[t];
        if (m < 0 || document_.mentions.mentions[m].entities.size() != 1) continue;
        const EntityInfo& what = document_.mentions.entities[document_.mentions.mentions[m].entities[0]];
        if ((what.type == EntityType::organization || what.type == EntityType::other) && what.named) heads.push_back(t);
    }
    return heads;
}

void Stances::add_all(const EntityIds& holder, int target, bool against, int at, bool whose) {
    if (const std::vector<int> named = named_examples(target); !named.empty()) {
        for (int head : named) add(holder, head, against, {std::min(at, head), tree_.right[target]}, at, whose);
        return;
    }
    if (const int examples = examples_in(target); examples >= 0) {
        for (int head : conjuncts(examples))
            add(holder, head, against, {std::min(at, head), tree_.right[target]}, at, whose);
        return;
    }
    if (const int next = resumed(target); next >= 0) add(holder, next, against, {at, tree_.right[next]}, at, whose);
    const bool owned = tree_.child(target, Dep::nmod_poss) >= 0;
    for (int head : conjuncts(target))
        if (head == target || !owned || !shares_owner(head))
            add(holder, head, against, {std::min(at, tree_.left[head]), std::max(at + 1, tree_.right[head])}, at,
                whose);
}

/// "Support for plans to raise aid and [for the bank]": a second target behind the same preposition, which the tree
/// may hang on a word within the first; -1 if there is none.
int Stances::resumed(int target) const {
    const std::string_view link = preposition(target);
    if (link.empty() || link == "of") return -1;
    constexpr int longest = 40;
    for (int t = target + 2; t < std::min(tree_.right[target], target + longest); ++t)
        if (tree_.dep[t] == Dep::conj && tree_.head[t] != target && preposition(t) == link &&
            preposition(tree_.head[t]) != link && tree_.child(t, Dep::cc) >= 0)
            return t;
    return -1;
}

/// "The mayor's plan and record": both are hers, and one target. Of a thing with an owner.
bool Stances::shares_owner(int conjunct) const {
    return tree_.is_noun(conjunct) && !tree_.is_proper(conjunct) && tree_.child(conjunct, Dep::nmod_poss) < 0 &&
           tree_.child(conjunct, Dep::det) < 0;
}

EntityId Stances::target_entity(int head, bool whose) const {
    const Mentions& mentions = document_.mentions;
    const auto one = [&](int token) {
        EntityIds ids = actors_of(document_, found_, token);
        if (ids.empty()) ids = mentions.of_head(token);
        if (mentions.of_head(token).size() > 1) return -1;
        if (ids.empty()) return -1;
        const EntityInfo& what = mentions.entities[ids[0]];
        // A thing that only common words name is told by these, unless "it" stands for it.
        const bool it = tree_.tag[token] == Tag::PRP && tree_.dep[token] != Dep::nsubj;  // "it is crazy"
        return what.type != EntityType::other || what.named || it ? ids[0] : -1;
    };
    const EntityId own = one(head);
    if (own >= 0 || !whose) return own;
    for (int c = tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c])
        if (tree_.dep[c] == Dep::nmod_poss || (tree_.dep[c] == Dep::nmod && preposition(c) == "of"))
            if (const EntityId id = one(c); id >= 0) return id;
    return -1;
}

/// "backs it": the words for a thing are those it was last told by; -1 if it has none.
int Stances::antecedent(int pronoun) const {
    const Mentions& mentions = document_.mentions;
    const EntityIds ids = mentions.of_head(pronoun);
    if (tree_.tag[pronoun] != Tag::PRP || ids.size() != 1 || mentions.entities[ids[0]].type != EntityType::other)
        return -1;
    const std::vector<int>& told = mentions.entities[ids[0]].mentions;
    const auto after =
        std::partition_point(told.begin(), told.end(), [&](int m) { return mentions.mentions[m].head < pronoun; });
    constexpr int far = 8;
    for (auto at = after; at != told.begin() && after - at < far;)
        if (const int head = mentions.mentions[*--at].head; !tree_.is_pronoun(head)) return head;
    return -1;
}

/// The target's words: its phrase up to the next conjunct.
Span Stances::target_words(int head) const {
    if (const int told = antecedent(head); told >= 0) head = told;
    int end = tree_.right[head];
    if (const int next = resumed(head); next >= 0) end = tree_.left[next];
    const bool owned = tree_.child(head, Dep::nmod_poss) >= 0;
    for (int c = tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c])
        // "the levy, which Pedro Soto calls a disgrace": what is told of it is no part of its words.
        if (const bool told = tree_.dep[c] == Dep::acl_relcl && c > head && tree_.left[c] > head &&
                              (tree_.tag[tree_.left[c]] == Tag::COMMA || tree_.tag[tree_.left[c] - 1] == Tag::COMMA);
            told) {
            end = std::min(end, tree_.left[c]);
            break;
        } else if (c > head && ((tree_.dep[c] == Dep::conj && !(owned && shares_owner(c))) || is_ground(c))) {
            end = std::min(end, tree_.left[c]);
            break;
        }
    int begin = tree_.left[head];
    for (int c = tree_.first_child[head]; c >= 0 && c < head; c = tree_.next_sibling[c])
        if (tree_.dep[c] == Dep::case_ || tree_.dep[c] == Dep::mark || tree_.dep[c] == Dep::cc ||
            (tree_.tag[c] == Tag::WDT && tree_.lower(c) == "that"))
            begin = std::max(begin, tree_.right[c]);
    while (begin < head && is_focus(begin)) ++begin;
    // "the charge, Ana Ruiz said, is false": who says it is no part of it
    while (found_.statement_of_token[head] >= 0 && end - 1 > head && found_.statement_of_token[end - 1] < 0) --end;
    const TokenRange words = trimmed(reading_, {std::min(begin, head), std::max(end, head + 1)});
    return words.empty() ? document_.text.span(head) : document_.text.span(words);
}

/// "The bill | on free speech grounds", "the ban | following the raid": why and when, not what.
bool Stances::is_ground(int token) const {
    const std::string_view mark = preposition(token);
    return mark == "following" || (mark == "on" && is_in(tree_.lemma(token), {"ground", "grounds", "basis"}));
}

/// "And especially the mayor", "above all": points to a target, is no part of it.
bool Stances::is_focus(int token) const {
    return is_in(tree_.lower(token), {"especially", "particularly", "notably", "mainly", "chiefly", "primarily",
                                      "specifically", "even", "including"});
}

/// "Each other", "one another's interests".
bool Stances::reciprocal(int target) const {
    const int end = std::min(target + 2, tree_.right[target]);
    for (int t = std::max(tree_.left[target], target - 4) + 1; t < end; ++t)
        if (is_in(tree_.lower(t), {"other", "another"}) && is_in(tree_.lower(t - 1), {"each", "one"})) return true;
    return false;
}

void Stances::add(const EntityIds& holder, int target, bool against, TokenRange evidence, int at, bool whose) {
    if (holder.empty() || tree_.tag[target] == Tag::WDT) return;
    // "appalled by what he saw" has its target, "what he calls" has none
    if (tree_.tag[target] == Tag::WP && tree_.child(target, Dep::acl_relcl) < 0) return;
    if (reciprocal(target) || is_in(tree_.lower(target), {"none", "nothing", "nobody", "anything", "anyone"})) return;
    const EntityId entity = target_entity(target, whose);
    if (entity >= 0 && holder.size() == 1 && holder[0] == entity) return;
    const bool pointing = is_in(tree_.lower(target), {"this", "that", "these", "those"});
    if (entity < 0 && (tree_.is_pronoun(target) || (pointing && tree_.right[target] == target + 1))) return;
    Judgement judgement;
    judgement.at = at;
    judgement.holder = holder;
    judgement.target = target;
    judgement.against = against;
    judgement.evidence = {std::min(evidence.begin, at), std::max(evidence.end, at + 1)};
    judgement.whose = whose;
    judgement.rule = rule_;
    if (first_at_[at] < 0) first_at_[at] = static_cast<int>(proposed_.size());
    proposed_.push_back(std::move(judgement));
}

void Stances::keep(const Judgement& judgement) {
    if (judgement.event) return keep_accusation(judgement);
    Stance stance;
    stance.holder = judgement.holder;
    stance.target = judgement.meant >= 0 ? judgement.meant : target_entity(judgement.target, judgement.whose);
    stance.target_words = target_words(judgement.target);
    stance.against = judgement.against;
    const int at = judgement.at;
    stance.statement = statement_of_cue_[at] >= 0 ? statement_of_cue_[at] : found_.statement_of_token[at];
    stance.evidence = document_.text.span(trimmed(reading_, judgement.evidence));
    stance.rule = std::string(judgement.rule) + ":" + std::string(tree_.lemma(at));
    const bool known = std::any_of(found_.stances.begin(), found_.stances.end(), [&](const Stance& s) {
        const bool within =
            s.target_words.contains(stance.target_words) || stance.target_words.contains(s.target_words);
        return s.holder == stance.holder && s.against == stance.against &&
               (within || (stance.target >= 0 && s.target == stance.target && s.statement == stance.statement));
    });
    if (!known && found_.stances.size() < max_stances) found_.stances.push_back(std::move(stance));
}

void find_stances(const Document& document, const Lexicon& lexicon, Findings& found) {
    if (document.annotation.size() != static_cast<int>(document.text.tokens.size())) return;
    Stances(document, lexicon, found).read();
}

}  // namespace dragoman::findings
