// What verbs tell: approval of their objects, willingness denied, what must be, and what things are called.
#include <algorithm>

#include "findings/events/clause.h"
#include "findings/stances/parts.h"

namespace dragoman::findings {

/// What a verb says, with its companion word or alone.
std::vector<StanceLexicon::Word> Stances::words_of(int verb) const {
    std::vector<StanceLexicon::Word> all;
    if (const auto phrase = words_.phrases.find(tree_.lemma(verb)); phrase != words_.phrases.end())
        for (const StanceLexicon::Phrase& p : phrase->second)
            for (int t = verb + 1; t < std::min(tree_.size(), verb + 4); ++t)
                if (tree_.lower(t) == p.companion) all.push_back(p.word);
    if (!all.empty()) return all;
    // "appealed to them to approve the treaty": what one asks others to accept
    const bool accepts = is_in(tree_.lemma(verb), {"accept", "approve", "pass", "ratify", "adopt"});
    if (accepts && marked_to(verb) && is_asked(verb) && tree_.child(verb, Dep::obj) >= 0) return {{false, "object"}};
    const auto word = words_.verbs.find(tree_.lemma(verb));
    return word == words_.verbs.end() ? std::vector<StanceLexicon::Word>{} : word->second;
}

/// Who is behind "by", beside the verb or, of coordinated ones, the first.
int Stances::agent_of(int verb) const {
    const int own = phrase(verb, "by");
    return own >= 0 || tree_.dep[verb] != Dep::conj ? own : phrase(tree_.head[verb], "by");
}

/// "was presented to and welcomed by the banks": a passive whose auxiliary stands before the verb it goes on from.
bool Stances::is_agentive(int verb) const {
    return tree_.tag[verb] == Tag::VBN && tree_.dep[verb] == Dep::conj && tree_.child(verb, Dep::obj) < 0 &&
           agent_of(verb) >= 0 && tree_.child(tree_.head[verb], Dep::aux_pass) >= 0;
}

void Stances::read_verb(int verb) {
    naming(verb);
    kept(verb);
    refused(verb);
    ousting(verb);
    deserved(verb);
    harms(verb);
    achieved(verb);
    falls_short(verb);
    moved(verb);
    resists(verb);
    const bool cue = statement_of_cue_[verb] >= 0;
    if ((tree_.dep[verb] == Dep::amod && !cue) || is_intransitive(verb)) return;
    if (unreal(verb)) return read_harm(verb);
    if (justified_by_nothing(verb)) return;
    // To support by deeds ("a force supporting the government") is no word of approval.
    const bool deed = is_in(tree_.lemma(verb), {"support", "back"}) &&
                      (tree_.dep[verb] == Dep::acl || tree_.dep[verb] == Dep::advcl) && !marked_to(verb);
    for (const StanceLexicon::Word& w : words_of(verb)) {
        if (w.target == "subject") {
            read_doer(verb, w.against);
            continue;
        }
        int target = -1;
        const Subject subject = subject_of(reading_, verb);
        const bool object = is_in(w.target, {"object", "whose", "thing"});
        const bool passive = subject.passive || is_agentive(verb);
        if (object) target = passive ? subject.head : object_of(verb);
        const bool which = target >= 0 && (tree_.tag[target] == Tag::WDT || tree_.tag[target] == Tag::WP);
        if (which && target < verb && tree_.dep[verb] == Dep::acl_relcl) target = tree_.head[verb];
        for (int c = tree_.first_child[verb]; object && target < 0 && c >= 0; c = tree_.next_sibling[c])
            if (c > verb && (tree_.dep[c] == Dep::xcomp || tree_.dep[c] == Dep::ccomp) && tree_.tag[c] == Tag::VBG)
                target = c;  // "opposes raising the toll"
        if (!object) target = phrase(verb, w.target);
        if (const int with = tree_.child(verb, Dep::obj); tree_.lemma(verb) == "pay" && target < 0 && with > verb)
            target = phrase(with, w.target);  // "paid homage to"
        if (target < 0 || (passive && !object)) continue;
        if (const int on = tree_.lemma(verb) == "blame" ? phrase(verb, "on") : -1; on > target && !lives(target))
            target = on;
        if (w.target == "thing" && (lives(target) || struck(verb))) return;
        if (tree_.lemma(verb) == "write" && !lives(target)) return;  // "write off investments" from taxes
        if (is_greeting(verb, target) || is_ruling(verb, target) || is_other_sense(verb, target)) return;
        if (tree_.lemma(verb) == "thank") return thanks(verb, target);
        if (deed && (tree_.dep[verb] == Dep::advcl || lives(target))) return;
        add_all(holder_of_verb(verb), target, w.against, verb, w.target == "whose");
        return;
    }
}

/// "has failed the people", "failed to protect them": somebody's fault; but "failed to agree" is how it went.
bool Stances::failed_duty(int verb, int subject) const {
    if (!lives(subject)) return false;
    const int duty = tree_.child(verb, Dep::xcomp);
    return duty < 0 ||
           is_in(tree_.lemma(duty), {"protect", "act",     "respond", "keep",    "honour", "honor",   "fulfil",
                                     "fulfill", "stop",    "prevent", "deliver", "live",   "ensure",  "provide",
                                     "comply",  "address", "tackle",  "listen",  "defend", "respect", "uphold"});
}

/// "would violate the treaty", "would benefit both countries": what a measure that is no fact yet would do.
void Stances::read_harm(int verb) {
    if (reading_.negated(verb) || marked_to(verb) || modal_of(tree_, verb) != "would") return;
    if (tree_.child(verb, Dep::advcl) >= 0) return;  // "would harm us if …"
    if (is_in(tree_.lemma(verb), {"hurt", "damage", "weaken", "worsen", "destroy", "ruin", "cripple"}) &&
        tree_.child(verb, Dep::obj) >= 0)
        return read_doer(verb, true);
    for (const StanceLexicon::Word& w : words_of(verb))
        if (w.target == "subject") return read_doer(verb, w.against);
}

/// "The work that lies ahead", "the key lies in trust".
bool Stances::is_intransitive(int verb) const {
    return tree_.lemma(verb) == "lie" && verb + 1 < tree_.size() &&
           is_in(tree_.lower(verb + 1), {"in", "ahead", "within", "with", "at", "behind", "on", "between", "before",
                                         "beneath", "beyond", "under", "idle"});
}

/// Somebody who is welcomed is greeted.
bool Stances::is_greeting(int verb, int target) const { return tree_.lemma(verb) == "welcome" && lives(target); }

/// "stood for parliament", "stood behind the desk": an office, a place; "ruled out murder": no cause of it.
bool Stances::is_other_sense(int verb, int target) const {
    const std::string_view lemma = tree_.lemma(verb), what = tree_.lemma(target);
    if (lemma == "rule")
        return is_in(what, {"murder", "suicide", "cancer", "terrorism", "sabotage", "accident", "play", "cause",
                            "homicide", "arson", "error", "link", "disease", "virus"});
    if (lemma != "stand") return false;
    if (tree_.tag[verb] == Tag::VBD && speakers_around(verb).empty() && tree_.lower(verb + 1) != "up") return true;
    return preposition(target) == "for" &&
           is_in(what, {"parliament", "election", "re-election", "president", "office", "seat", "post", "mayor",
                        "governor", "congress", "council", "candidate", "minute", "hour"});
}

/// "dismissed the lawsuit": a court's act.
bool Stances::is_ruling(int verb, int target) const {
    return is_in(tree_.lemma(verb), {"dismiss", "defend"}) &&
           is_in(tree_.lemma(target), {"lawsuit", "suit", "case", "charge", "indictment", "petition", "motion"});
}

/// "thanked Kenya for its help": for Kenya, and for what it did. Courtesies are none.
void Stances::thanks(int verb, int target) {
    const EntityIds holder = holder_of_verb(verb);
    int reason = phrase(verb, "for");
    if (reason < 0) reason = phrase(target, "for");
    if (of_own(target, holder)) return;
    if (reason < target && !tree_.is_pronoun(target)) return add_all(holder, target, false, verb, true);
    if (reason < target ||
        is_in(tree_.lemma(reason),
              {"invitation", "hospitality", "welcome",        "reception", "question", "come", "attend",
               "visit",      "opportunity", "congratulation", "wish",      "invite",   "take", "participate",
               "have",       "join",        "attention",      "presence",  "gift",     "be",   "patience"}))
        return;
    const std::size_t first = proposed_.size();
    add(holder, reason, false, {verb, tree_.right[reason]}, verb, false);
    const EntityId thanked = target_entity(target, false);
    for (std::size_t i = first; i < proposed_.size() && thanked >= 0; ++i) proposed_[i].meant = thanked;
}

/// Told of others in somebody's words: "forces are trampling on the law".
void Stances::read_doer(int verb, bool against) {
    const EntityIds& speakers = speakers_around(verb);
    Subject subject = subject_of(reading_, verb);
    if (const int doing = tree_.child(verb, Dep::csubj); doing >= 0)
        subject = {doing, false};  // "cutting it would harm us"
    if (speakers.empty() || subject.head < 0 || subject.passive || of_speaker(subject.head, speakers)) return;
    if (tree_.dep[verb] == Dep::acl || tree_.dep[verb] == Dep::advcl) return;
    // What comes over people by itself is nobody's to be for or against.
    if (is_in(tree_.lemma(subject.head),
              {"storm",    "earthquake", "quake", "flood",   "drought", "hurricane", "cyclone",
               "typhoon",  "rain",       "frost", "weather", "fire",    "eruption",  "recession",
               "shortage", "fall",       "rise",  "drop",    "decline", "lack"}))
        return;
    if (tree_.lemma(verb) == "fail" && !failed_duty(verb, subject.head)) return;
    const int object = tree_.child(verb, Dep::obj), no = object < 0 ? -1 : tree_.child(object, Dep::det);
    const int little = object < 0 ? -1 : tree_.child(object, Dep::amod);
    if (little >= 0 && tree_.lower(little) == "little" && tree_.lemma(object) == "sense") against = true;
    if (no >= 0 && tree_.lower(no) == "no") {  // "poses no threat", "makes no sense"
        if (tree_.lemma(object) != "sense") return;
        against = !against;
    }
    if (object >= 0 && tree_.lemma(object) == "sense" &&
        (tree_.is_pronoun(subject.head) || tree_.is_verb(subject.head)))
        return;  // "it makes sense to"
    if (const int topic = topic_of(subject.head); topic >= 0)
        return add(speakers, topic, against, {verb, tree_.right[topic]}, verb, false);
    add(speakers, subject.head, against, {subject.head, verb + 1}, verb, false);
}

/// An attack is a judgement where the events take it for words, or at least not for blows and the
/// attacker has a name or an office (no striker with his ball).
bool Stances::struck(int verb) const {
    if (!is_in(tree_.lemma(verb), {"attack", "assail"}) || accuses_[verb]) return false;
    const EntityIds attackers = holder_of_verb(verb);
    return assaults_[verb] || std::none_of(attackers.begin(), attackers.end(), [&](EntityId id) {
               const EntityInfo& who = document_.mentions.entities[id];
               return who.named || !who.sector.empty();
           });
}

/// Thanks to "his supporters" are a courtesy to one's own side.
bool Stances::of_own(int target, const EntityIds& holder) const {
    const int owner = tree_.child(target, Dep::nmod_poss);
    return owner >= 0 && of_speaker(owner, holder) && tree_.lower(owner) != "our";
}

/// "We cannot tolerate its policies", "they do not want a war".
void Stances::refused(int verb) {
    const auto word = words_.willing.find(tree_.lemma(verb));
    if (word == words_.willing.end() || !denied(verb)) return;
    int target = -1;
    for (const StanceLexicon::Word& w : word->second)
        if (target <= verb) target = w.target == "object" ? tree_.child(verb, Dep::obj) : phrase(verb, w.target);
    if (target <= verb) return;
    const int wish = tree_.child(verb, Dep::xcomp);  // "did not want the authors to sign": their signing
    if (tree_.lemma(verb) == "want" && wish > target && marked_to(wish)) return;
    add_all(holder_of_verb(verb), target, true, verb, false);
}

/// Is a verb, or one that rules its infinitive ("did not have to accept"), negated or refused, and real otherwise?
bool Stances::denied(int verb) const {
    for (int at = verb, step = 0; at >= 0 && step < 3; ++step) {
        for (int c = tree_.first_child[at]; c >= 0 && c < at; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::mark && is_in(tree_.lower(c), {"if", "unless", "whether"})) return false;
        if (negated(at)) return true;
        if (tree_.dep[at] != Dep::xcomp) return false;
        at = tree_.head[at];
        if (at >= 0 && is_in(tree_.lemma(at), {"plan", "expect", "schedule", "ask", "urge", "call", "order", "press"}))
            return false;  // he may be for it
        if (at >= 0 && is_in(tree_.lemma(at), {"refuse", "decline"})) return !reading_.negated(at) && !unreal(at);
    }
    return false;
}

int Stances::object_of(int verb) const {
    for (Dep dep : {Dep::obj, Dep::iobj})  // "thanked them for their help" may look like a gift
        if (const int object = tree_.child(verb, dep); object >= 0) return object;
    return tree_.dep[verb] == Dep::amod ? tree_.head[verb] : -1;  // misread: "the premier opposed the plan"
}

/// "called him a friend", "described the raid as cowardly", "which Moscow sees as unreasonable".
void Stances::naming(int verb) {
    const auto calling = words_.callings.find(tree_.lemma(verb));
    if (calling == words_.callings.end()) return;
    if (unreal(verb)) return;
    if (tree_.right[verb] > verb + 1 && is_in(tree_.lower(verb + 1), {"on", "upon", "for", "that"})) return;
    const int object = tree_.child(verb, Dep::obj) >= 0 ? first_object(verb) : -1;
    const Subject subject = subject_of(reading_, verb);
    int target = subject.passive ? subject.head : object;
    const bool which = target >= 0 && (tree_.tag[target] == Tag::WDT || tree_.tag[target] == Tag::WP);
    if ((target < 0 || which) && tree_.dep[verb] == Dep::acl_relcl) target = tree_.head[verb];
    for (int t = verb + 1; target < 0 && t < std::min(tree_.right[verb], verb + 8); ++t) {
        if (tree_.tag[t] == Tag::WRB || tree_.lower(t) == "whether") return;  // "consider how they react"
        if (document_.mentions.mention_of_head[t] >= 0) target = t;
    }
    if (target < 0) return;
    const int from = name_from(verb, target, calling->second == "as");
    for (int t = from; t < std::min(tree_.right[verb], from + 16); ++t)
        if (const auto name = words_.names.find(tree_.lemma(t));
            name != words_.names.end() && tree_.tag[t] != Tag::RB) {
            EntityIds holder = holder_of_verb(verb);
            if (holder.empty() && subject.passive) holder = speakers_around(verb);    // "is rightly considered a gem"
            const bool before_noun = tree_.dep[t] == Dep::amod && tree_.head[t] > t;  // "as the right | time"
            const int last = before_noun ? tree_.head[t] : t;
            for (int head : conjuncts(target))
                add(holder, head, name->second, {std::min(head, verb), last + 1}, verb, false);
            return;
        }
}

/// Where the name of what is called something may begin: after it, and after "as" where the verb wants it.
int Stances::name_from(int verb, int target, bool as) const {
    int from = std::max(verb + 1, target < verb ? verb + 1 : tree_.right[target]);
    const int end = std::min(tree_.right[verb], from + 24);
    while (as && from < end && tree_.lower(from) != "as") ++from;
    return as && from == end ? tree_.right[verb] : from;
}

int Stances::first_object(int verb) const {
    const int indirect = tree_.child(verb, Dep::iobj);
    return indirect > verb ? indirect : tree_.child(verb, Dep::obj);
}

}  // namespace dragoman::findings
