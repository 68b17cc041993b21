// What nouns, adjectives and predicates tell: support for, critical of, a disgrace.
#include <algorithm>

#include "findings/events/clause.h"
#include "findings/stances/parts.h"

namespace dragoman::findings {

/// "is critical of the talks", "a leader opposed to the plan".
void Stances::read_adjective(int adjective) {
    read_seen(adjective);
    excessive(adjective);
    const auto word = words_.adjectives.find(tree_.lower(adjective));
    const bool turned = reading_.negated(adjective);  // "not satisfied with the cuts"
    if (word == words_.adjectives.end() || (!turned && unreal(adjective))) return;
    int nearest = -1;
    bool against = false;
    for (const StanceLexicon::Word& w : word->second) {
        const int target = phrase(adjective, w.target);
        if (target >= 0 && !(turned && w.against) && (nearest < 0 || target < nearest))
            nearest = target, against = w.against;
    }
    if (nearest < 0) return;
    const bool attribute = tree_.dep[adjective] == Dep::amod || tree_.dep[adjective] == Dep::acl;
    const Subject subject = attribute ? Subject{tree_.head[adjective], false} : subject_of(reading_, adjective);
    // "saddened by the death of the king" mourns him
    const bool mourns = is_in(tree_.lemma(nearest), {"death", "loss", "passing", "tragedy", "news", "accident"});
    if (mourns && is_in(tree_.lower(adjective), {"saddened", "shocked", "moved"})) return;
    if (subject.head >= 0) add_all(holders(subject.head), nearest, against || turned, adjective, false);
}

/// "Glad to see the movement grow", "it is good to hear that people join it".
void Stances::read_seen(int adjective) {
    if (unreal(adjective) || !approves(tree_.lower(adjective))) return;
    for (int c = tree_.first_child[adjective]; c >= 0; c = tree_.next_sibling[c]) {
        if (c < adjective || !is_in(tree_.lemma(c), {"see", "witness", "hear", "learn", "note"})) continue;
        int target = tree_.child(c, Dep::obj);
        for (int d = tree_.first_child[c]; target < 0 && d >= 0; d = tree_.next_sibling[d])
            if (tree_.dep[d] == Dep::ccomp || tree_.dep[d] == Dep::xcomp) target = tree_.child(d, Dep::nsubj);
        if (target < 0 || tree_.is_pronoun(target)) continue;  // "glad to see you" greets
        const int subject = tree_.child(adjective, Dep::nsubj);
        const bool nobody = subject < 0 || tree_.lower(subject) == "it";
        add(nobody ? speakers_around(adjective) : holders(subject), target, false, {adjective, target + 1}, adjective,
            false);
    }
}

bool Stances::approves(std::string_view adjective) const {
    if (const auto word = words_.adjectives.find(adjective); word != words_.adjectives.end())
        return !word->second.front().against;
    const auto name = words_.names.find(adjective);
    return name != words_.names.end() && !name->second;
}

/// "He was an early supporter of the plan", "Ana Ruiz, a critic of the plan, …".
void Stances::read_role(int noun) {
    const auto role = words_.roles.find(tree_.lemma(noun));
    if (role == words_.roles.end()) return;
    int target = phrase(noun, "of");
    if (target < 0 && is_in(tree_.lemma(noun), {"advocate", "campaigner", "champion"})) target = phrase(noun, "for");
    if (target < 0) return;
    const int over = tree_.head[noun];  // "is one of the fiercest critics of"
    const bool one = over >= 0 && tree_.dep[noun] == Dep::nmod && is_in(tree_.lower(over), {"one", "some", "among"});
    const int self = one ? over : noun;
    int who = tree_.dep[self] == Dep::appos ? tree_.head[self] : tree_.child(self, Dep::nsubj);
    const int det = tree_.child(noun, Dep::det);
    const bool no = det >= 0 && tree_.lower(det) == "no";  // "is no fan of"
    if (who < 0 || (reading_.negated(noun) && !no) || (no && (role->second || supposed(noun)))) return;
    add_all(holders(who), target, role->second || no, noun, false);
}

void Stances::read_noun(int noun) {
    importance(noun);
    read_side(noun);
    read_role(noun);
    directed(noun);
    if (distrusted(noun)) return;
    if (given(noun) || won(noun) || is_cause(noun) || is_over(noun)) return;
    const auto word = words_.nouns.find(tree_.lemma(noun));
    if (const int view = tree_.child(noun, Dep::amod);
        view >= 0 && is_in(tree_.lemma(noun), {"view", "assessment", "opinion", "attitude", "appraisal"}))
        if (const auto polarity = words_.views.find(tree_.lower(view)); polarity != words_.views.end()) {
            int target = -1;
            for (std::string_view link : {"of", "to", "on", "about", "towards", "toward"}) {
                target = phrase(noun, link);
                if (target < 0 && tree_.head[noun] >= 0 && tree_.is_verb(tree_.head[noun]))
                    target = phrase(tree_.head[noun], link);
                if (target > noun) return add_all(holder_of_noun(noun), target, polarity->second, noun, false);
            }
        }
    if (word == words_.nouns.end()) return;
    int nearest = -1;
    bool against = false, loose = false;  // "support for X", nobody's: hardly the speaker's own
    for (const StanceLexicon::Word& w : word->second) {
        int target = phrase(noun, w.target);
        const int whole = whole_of(noun), verb = tree_.head[whole];
        if (target < 0 && whole != noun) target = phrase(whole, w.target);
        if (target < 0 && verb >= 0 && tree_.is_verb(verb) && tree_.dep[whole] == Dep::obj)
            target = phrase(verb, w.target);
        if (target > noun && !tree_.is_verb(target) && (nearest < 0 || target < nearest))
            nearest = target, against = w.against, loose = w.target == "of";
    }
    if (nearest < 0) return;
    // "the necessity of joint resistance to terrorism": against terrorism
    const bool fight = is_in(tree_.lemma(nearest), {"resistance", "fight", "struggle", "combat", "battle"});
    for (std::string_view link : {"against", "to", "with"})
        if (const int foe = fight ? phrase(nearest, link) : -1; foe >= 0)
            return add_all(holder_of_noun(noun, loose), foe, true, noun, false);
    add_all(holder_of_noun(noun, loose), nearest, against, noun, false);
}

/// "words of gratitude", "a message of support": the noun that the stance stands under.
int Stances::whole_of(int noun) const {
    const int over = tree_.head[noun];
    const bool words =
        over >= 0 && tree_.dep[noun] == Dep::nmod && preposition(noun) == "of" &&
        is_in(tree_.lemma(over), {"word", "message", "letter", "feeling", "sense", "expression", "note"});
    return words ? over : noun;
}

/// "withdrew his support for it", "has no confidence in it", "dropped her opposition to it": held no more, or never.
bool Stances::is_over(int noun) const {
    const int no = tree_.child(noun, Dep::det), verb = tree_.head[noun];
    if (no >= 0 && tree_.lower(no) == "no") return true;
    return verb >= 0 && tree_.dep[noun] == Dep::obj &&
           is_in(tree_.lemma(verb), {"lose", "withdraw", "drop", "end", "lack", "abandon", "reverse", "renounce"});
}

/// "Gave the plan its blessing", "gave the idea a warm welcome".
bool Stances::given(int noun) {
    const int verb = tree_.head[noun];
    if (verb < 0 || tree_.dep[noun] != Dep::obj || !is_in(tree_.lemma(verb), {"give", "lend"}) || unreal(verb))
        return false;
    const bool green = tree_.lemma(noun) == "light" && noun > 0 && tree_.lower(noun - 1) == "green";
    if (!green && !is_in(tree_.lemma(noun), {"support", "backing", "blessing", "approval", "endorsement", "welcome"}))
        return false;
    int target = tree_.child(verb, Dep::iobj);
    if (target < 0) target = tree_.child(verb, Dep::obj);  // two objects, which the tree has side by side
    for (int head : {noun, verb})  // "gave a warm welcome to the idea", "lent his support to the campaign"
        if (const int to = phrase(head, "to");
            to > noun && target == noun && !lives(to) &&
            (tree_.lemma(noun) != "support" || tree_.child(noun, Dep::nmod_poss) >= 0))
            return add_all(holder_of_verb(verb), to, false, noun, false), true;
    if (target < verb || target >= noun) return false;
    add_all(holder_of_verb(verb), target, false, noun, false);
    return true;
}

bool Stances::is_share(int head) const {
    return is_quantity(head) || tree_.tag[head] == Tag::CD || tree_.lower(head) == "%";
}

/// "Won the endorsement of X", "has X's backing": X is for who won it.
bool Stances::won(int noun) {
    const int verb = tree_.head[noun];
    if (!is_in(tree_.lemma(noun), {"endorsement", "support", "backing", "blessing"}) || verb < 0 ||
        tree_.dep[noun] != Dep::obj ||
        !is_in(tree_.lemma(verb), {"win", "secure", "earn", "receive", "gain", "get", "sew", "collect", "land", "have",
                                   "enjoy", "obtain", "attract", "lose"}))
        return false;
    int giver = tree_.child(noun, Dep::nmod_poss);
    for (std::string_view link : {"of", "from"})
        if (giver < 0) giver = phrase(noun, link);
    if (giver < 0) giver = phrase(verb, "from");
    if (tree_.lemma(verb) == "lose") return giver >= 0;
    const Subject subject = subject_of(reading_, verb);
    const EntityIds for_it = giver < 0 || subject.head < 0 || subject.passive ? EntityIds() : holders(giver);
    if (for_it.empty()) return giver >= 0 && is_share(giver);  // of his plan, but not of 33 % of the voters
    if (!unreal(verb)) add(for_it, subject.head, false, {verb, tree_.right[std::max(noun, giver)]}, noun, false);
    return true;
}

/// "Thanks to its support", "lost confidence in it": a cause, and nobody's thanks; not whose confidence it is.
bool Stances::is_cause(int noun) const {
    const int verb = tree_.head[noun];
    if (verb < 0 || tree_.child(noun, Dep::nmod_poss) >= 0) return false;
    const Dep dep = tree_.dep[noun];
    const bool given =
        is_in(tree_.lemma(verb), {"send", "express", "give", "offer", "extend", "convey", "owe", "say", "add"});
    if (tree_.lower(noun) == "thanks")
        return dep != Dep::ccomp && dep != Dep::conj && !(dep == Dep::obj && given) && noun + 1 < tree_.size() &&
               tree_.lower(noun + 1) == "to";
    return is_in(tree_.lemma(noun), {"confidence", "trust", "faith"}) && dep == Dep::obj &&
           is_in(tree_.lemma(verb), {"restore", "undermine", "shake", "erode", "damage", "rebuild", "build", "boost"});
}

/// "Stressed the need to preserve X": for X. "The importance of combating Y": against Y.
void Stances::importance(int noun) {
    if (!is_in(tree_.lower(noun), {"need", "importance", "necessity", "interest", "determination", "desire",
                                   "willingness", "commitment", "resolve"}))
        return;
    for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c]) {
        if (c < noun || (tree_.dep[c] != Dep::acl && tree_.dep[c] != Dep::advcl)) continue;
        const auto duty = words_.duties.find(tree_.lemma(c));
        if (duty == words_.duties.end()) continue;
        const int object = tree_.child(c, Dep::obj);
        if (object < 0) continue;
        const int verb = tree_.head[noun];
        const EntityIds holder = verb >= 0 && statement_of_cue_[verb] >= 0 && tree_.child(noun, Dep::nmod_poss) < 0
                                     ? found_.statements[statement_of_cue_[verb]].speakers
                                 : tree_.lemma(noun) == "need" ? EntityIds{}
                                                               : holder_of_noun(noun);
        return add(holder, object, duty->second.against, {noun, tree_.right[object]}, noun, true);
    }
}

/// Whose view a noun is: its possessor's, its verb's subject's, else the speaker's.
EntityIds Stances::holder_of_noun(int noun, bool loose) const {
    if (const int owner = tree_.child(noun, Dep::nmod_poss); owner >= 0) return holders(owner);
    for (std::string_view link : {"among", "by", "from"})  // "scepticism among farmers about the plan"
        if (const int who = phrase(noun, link); who >= 0)
            if (const EntityIds all = holders(who); !all.empty()) return all;
    if (const int over = tree_.head[noun]; over >= 0 && tree_.is_verb(over) && tree_.dep[noun] == Dep::nsubj)
        if (const int who = phrase(over, "among"); who >= 0)  // "opposition to it is growing among farmers"
            if (const EntityIds all = holders(who); !all.empty()) return all;
    if (const int whole = whole_of(noun); whole != noun) {
        noun = whole;
        if (const int owner = tree_.child(noun, Dep::nmod_poss); owner >= 0) return holders(owner);
    }
    const int verb = tree_.head[noun];
    if (is_in(tree_.lemma(noun), {"favor", "favour"})) return holder_of_favour(noun);
    if (verb >= 0 && tree_.lower(verb) == "full" && tree_.dep[noun] == Dep::obl && !unreal(verb))
        return holders(subject_of(reading_, verb).head);  // "was full of praise for"
    if (verb >= 0 && tree_.dep[noun] == Dep::conj && tree_.is_noun(verb))
        return holder_of_noun_at(noun, tree_.head[verb]);
    if (verb >= 0 && tree_.dep[noun] == Dep::obj && is_others(verb)) return {};
    if (verb >= 0 && is_in(tree_.lemma(verb), {"refrain", "abstain", "shy"}) && preposition(noun) == "from") return {};
    if (verb >= 0 && tree_.is_verb(verb) && tree_.dep[noun] == Dep::obj)
        return !unreal(verb) ? holder_of_verb(verb) : marked_to(verb) ? speakers_around(noun) : EntityIds{};
    return loose ? speakers_around(noun) : EntityIds{};
}

/// "Brushed aside criticism of the budget", "the bill faces opposition": what others hold.
bool Stances::is_others(int verb) const {
    return is_in(tree_.lemma(verb),
                 {"reject",  "dismiss", "brush",   "deny",    "rebuff", "deflect",   "shrug",    "wave",  "counter",
                  "answer",  "ignore",  "silence", "quell",   "allay",  "overcome",  "address",  "hear",  "cite",
                  "report",  "see",     "fear",    "expect",  "face",   "meet",      "draw",     "spark", "provoke",
                  "trigger", "prompt",  "attract", "arouse",  "cause",  "encounter", "generate", "fuel",  "stoke",
                  "risk",    "escape",  "avoid",   "condemn", "refuse", "criticise", "criticize"});
}

/// "Voted in favour of the bill", "is in favour of it".
EntityIds Stances::holder_of_favour(int noun) const {
    if (preposition(noun) != "in") return {};
    const int verb = tree_.child(noun, Dep::cop) >= 0 ? noun : tree_.head[noun];
    return verb >= 0 && !unreal(verb) ? holder_of_verb(verb) : EntityIds{};
}

/// "We are against the plan", "she is for it".
void Stances::read_side(int noun) {
    const std::string_view side = preposition(noun);
    const bool odds = side == "at" && tree_.lower(noun) == "odds",
               agrees = side == "in" && tree_.lemma(noun) == "agreement";
    if (tree_.is_verb(noun) && tree_.tag[noun] != Tag::VBG) return;
    const int with = odds || agrees ? phrase(noun, "with") : -1;  // "is at odds with the council"
    if (const int subject = tree_.child(noun, Dep::nsubj);
        with >= 0 && subject >= 0 && tree_.child(noun, Dep::cop) >= 0 && !unreal(noun))
        return add_all(holders(subject), with, odds, noun, false);
    if ((side != "against" && side != "for") || tree_.child(noun, Dep::cop) < 0 || unreal(noun)) return;
    const int subject = tree_.child(noun, Dep::nsubj);
    if (subject >= 0 && (side == "against" || lives(subject)))
        add_all(holders(subject), noun, side == "against", noun, false);
}

EntityIds Stances::holder_of_noun_at(int noun, int verb) const {
    return verb >= 0 && tree_.is_verb(verb) && !unreal(verb) ? holder_of_verb(verb) : speakers_around(noun);
}

/// "The strike is a disgrace", "he was a great man", inside somebody's words.
void Stances::read_predicate(int name, bool against) {
    const EntityIds& speakers = speakers_around(name);
    if (speakers.empty()) return;
    int predicate = name;
    if (tree_.dep[name] == Dep::amod && tree_.head[name] > name) predicate = tree_.head[name];
    if (const int full = tree_.head[name]; tree_.dep[name] == Dep::obl && full >= 0 && tree_.lower(full) == "full")
        predicate = full;  // "is full of lies"
    if (tree_.dep[predicate] == Dep::conj && tree_.head[predicate] >= 0 && tree_.child(predicate, Dep::nsubj) < 0)
        predicate = tree_.head[predicate];
    const int own = tree_.child(predicate, Dep::nsubj), topic = own < 0 ? -1 : topic_of(own);
    const int subject = topic >= 0 ? topic : judged(predicate, against);
    if (tree_.child(predicate, Dep::cop) < 0 || subject < 0 || is_anothers(predicate)) return;
    if (tree_.lower(name) == "greater") return;                                          // larger
    const bool refused = reading_.negated(predicate);                                    // "is not helpful"
    if (refused && (against || !is_blame(name) || tree_.tag[name] == Tag::JJR)) return;  // "have never been better"
    if ((supposed(predicate) && !would_be(predicate)) || of_speaker(subject, speakers)) return;
    const bool speech =
        topic >= 0 && !is_in(tree_.lemma(predicate), {"loss", "problem", "danger", "concern", "burden"});
    if (!against && !refused && !speech && !praises(predicate, name, subject)) return;
    const bool doubted = tree_.dep[predicate] == Dep::ccomp && reading_.negated(tree_.head[predicate]);
    if (doubted && against) return;
    add(speakers, subject, against || doubted || refused, {std::min(tree_.left[subject], predicate), predicate + 1},
        predicate, false);
}

/// "would be a mistake", without any condition.
bool Stances::would_be(int predicate) const {
    return modal_of(tree_, predicate) == "would" && tree_.child(predicate, Dep::advcl) < 0 && !marked_to(predicate);
}

/// What is not fair or helpful is wrong; what is not great or brilliant may be good.
bool Stances::is_blame(int name) const {
    return is_in(tree_.lemma(name),
                 {"fit",          "acceptable",  "appropriate", "right",      "correct",      "fair",    "helpful",
                  "constructive", "justified",   "legitimate",  "reasonable", "credible",     "welcome", "honest",
                  "decent",       "responsible", "useful",      "productive", "democratic",   "worthy",  "good",
                  "beneficial",   "respectable", "humane",      "ethical",    "satisfactory", "ok",      "okay",
                  "sensible",     "wise",        "convincing"});
}

/// "He was a great man" praises him, "the museum is excellent" it. Of a thing, an adjective before its noun
/// seldom does ("the event is the best proof"); "a great loss" and "will be a success" do not.
bool Stances::praises(int predicate, int name, int subject) const {
    if (tree_.child(predicate, Dep::case_) >= 0 || tree_.lower(name) == "fit") return false;  // "in excellent health"
    for (int c = tree_.first_child[predicate]; c >= 0 && c < predicate; c = tree_.next_sibling[c])
        if (tree_.tag[c] == Tag::MD && !(tree_.lower(c) == "would" && is_blame(name))) return false;
    if (predicate == name || tree_.dep[name] != Dep::amod) return true;
    const auto noun = words_.names.find(tree_.lemma(predicate));
    if (noun != words_.names.end()) return !noun->second;
    const EntityIds who = actors_of(document_, found_, subject);
    return !who.empty() && document_.mentions.entities[who.front()].type == EntityType::person &&
           !is_in(tree_.lemma(predicate), {"loss", "problem", "danger", "concern", "burden"});
}

/// "When the time is right", "they think that it is wrong": no judgement, or that of others.
bool Stances::is_anothers(int predicate) const {
    const int over = tree_.head[predicate];
    if (tree_.dep[predicate] == Dep::advcl)
        return is_in(tree_.lower(tree_.left[predicate]), {"when", "once", "until", "whenever"});
    if (over < 0 || tree_.dep[predicate] != Dep::ccomp ||
        !is_in(tree_.lemma(over), {"think", "believe", "feel", "claim"}))
        return false;
    const int who = tree_.child(over, Dep::nsubj);
    return who >= 0 && statement_of_cue_[over] < 0 && !is_in(tree_.lower(who), {"i", "we"}) &&
           !of_speaker(who, speakers_around(predicate));
}

bool Stances::is_that_clause(int clause) const {
    const int first = tree_.left[clause];
    return tree_.lower(first) == "that" && (tree_.tag[first] == Tag::WDT || tree_.tag[first] == Tag::IN);
}

int Stances::judged(int predicate, bool against) const {
    const int subject = tree_.child(predicate, Dep::nsubj);
    if (subject >= 0 && tree_.lower(subject) == "it" && against)  // "it's a disgrace that nobody has been punished"
        for (const Dep dep : {Dep::acl_relcl, Dep::csubj, Dep::ccomp})
            if (const int clause = tree_.child(predicate, dep); clause > predicate && is_that_clause(clause))
                return clause;
    if (subject >= 0 && tree_.tag[subject] == Tag::WP)  // "what they do is shameful"
        return tree_.child(subject, Dep::acl_relcl) >= 0 ? subject : -1;
    if (subject >= 0) {
        const bool vague = is_in(tree_.lower(subject), {"nothing", "something", "everything", "some", "all", "there",
                                                        "what", "this", "that", "these", "those"});
        return vague ? -1 : subject;
    }
    const int clause = tree_.child(predicate, Dep::csubj);
    if (against || clause < 0) return clause;  // "it is vital to listen" tells of no target
    const int has = is_in(tree_.lemma(clause), {"have", "see", "get"}) && !marked_to(clause) ? clause : -1;
    return has < 0 ? -1 : tree_.child(has, Dep::obj);  // "it is good that we have these ties"
}

}  // namespace dragoman::findings
