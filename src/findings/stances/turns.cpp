// Turns of phrase: who asks others to back a plan, what is noted with regret, what is done in protest, what draws
// praise.
#include <algorithm>

#include "findings/events/clause.h"
#include "findings/stances/parts.h"

namespace dragoman::findings {

namespace {

/// "in protest", "in support of": which way, where the noun tells of a stance at all.
int way_of(std::string_view noun) {
    if (is_in(noun, {"support", "favor", "favour", "defence", "defense", "solidarity", "praise"})) return 1;
    return is_in(noun, {"protest", "opposition", "condemnation", "rejection"}) ? -1 : 0;
}

/// What people do to say what they think: support by other deeds ("flew arms in support of") is no word of approval.
bool speaks_out(std::string_view verb) {
    return is_in(verb,
                 {"speak",    "vote",  "argue",   "come",        "write",  "sign",  "testify", "campaign", "march",
                  "rally",    "tweet", "protest", "gather",      "stand",  "rule",  "find",    "turn",     "declare",
                  "assemble", "pray",  "chant",   "demonstrate", "decide", "lobby", "plead",   "appear"});
}

/// What people hold to say what they think.
bool is_gathering(std::string_view noun) {
    return is_in(noun, {"rally", "march", "demonstration", "protest", "strike", "vigil", "statement", "petition",
                        "letter", "speech", "vote", "motion", "resolution"});
}

}  // namespace

/// "urged them to back it", "voted to reject it", "met to protest against it": meant, though an infinitive.
bool Stances::is_asked(int verb) const {
    const int over = tree_.head[verb];
    const Dep dep = tree_.dep[verb];
    if (!holder_of_plan(verb).empty()) return true;
    if (over < 0 || over > verb || (dep != Dep::xcomp && dep != Dep::advcl && dep != Dep::ccomp)) return false;
    if (reading_.negated(over) || (is_doubtful(over) && !is_own_future(over)) || marked_to(over) ||
        tree_.child(over, Dep::aux_pass) >= 0)
        return false;
    if (is_in(tree_.lemma(over), {"urge", "ask", "call", "appeal", "implore", "beg", "press", "encourage", "exhort",
                                  "lobby", "vote", "decide", "vow", "choose", "continue", "threaten", "plead"}))
        return true;
    if (is_in(tree_.lemma(over), {"plan", "intend", "pledge", "promise"}) && tree_.lemma(verb) != "sue") return true;
    return dep == Dep::advcl && is_in(tree_.lemma(verb), {"protest", "denounce", "condemn", "demonstrate", "voice"});
}

/// "announced plans to oppose it", "her decision to back him": whose plan it is.
EntityIds Stances::holder_of_plan(int verb) const {
    const int plan = tree_.head[verb];
    if (plan < 0 || plan > verb || tree_.dep[verb] != Dep::acl || !marked_to(verb)) return {};
    if (!is_in(tree_.lemma(plan), {"plan", "decision", "vow", "pledge", "threat", "intention", "promise"})) return {};
    if (reading_.negated(verb) || is_over(plan)) return {};
    for (const int owner : {tree_.child(plan, Dep::nmod_poss), phrase(plan, "by")})
        if (owner >= 0) return holders(owner);
    const int over = tree_.head[plan];
    const bool told = over >= 0 && tree_.is_verb(over) && tree_.dep[plan] == Dep::obj && !is_others(over);
    if (!told || marked_to(over) || is_doubtful(over) || reading_.negated(over)) return {};
    const Subject subject = subject_of(reading_, over);
    return subject.head < 0 || subject.passive ? EntityIds() : holders(subject.head);
}

/// "said it would vote against it": of the speakers, or of the state they speak for, it is what they will do.
bool Stances::is_own_future(int verb) const {
    const EntityIds& speakers = speakers_around(verb);
    if (speakers.empty() || modal_of(tree_, verb) != "would") return false;
    for (int c = tree_.first_child[verb]; c >= 0; c = tree_.next_sibling[c])
        if (tree_.dep[c] == Dep::advcl) return false;  // "would back it if"
    const Subject subject = subject_of(reading_, verb);
    if (subject.head < 0 || subject.passive) return false;
    if (of_speaker(subject.head, speakers)) return true;
    const auto& who = document_.mentions.entities;
    const EntityIds all = actors_of(document_, found_, subject.head);
    return all.size() == 1 && who[all[0]].type == EntityType::country &&
           std::any_of(speakers.begin(), speakers.end(),
                       [&](EntityId id) { return who[id].country == who[all[0]].country; });
}

void Stances::read_turn(int noun) {
    if (tree_.head[noun] < 0) return;
    if (tree_.dep[noun] == Dep::conj && tree_.is_noun(tree_.head[noun])) read_drawn(noun);
    if (!tree_.is_verb(tree_.head[noun])) return read_gathering(noun);
    if (read_defence(noun)) return;
    if (!read_manner(noun) && !read_cause(noun)) read_drawn(noun);
}

/// "noted with regret that talks had stalled", "noted with satisfaction the growth of trade".
bool Stances::read_manner(int noun) {
    const int verb = tree_.head[noun];
    if (tree_.dep[noun] != Dep::obl || preposition(noun) != "with" || tree_.left[noun] + 1 < noun) return false;
    if (!is_in(tree_.lemma(verb), {"note", "observe", "acknowledge", "recall", "view", "record", "learn", "see",
                                   "watch", "react", "respond", "greet", "receive"}))
        return false;
    const bool glad = is_in(tree_.lemma(noun), {"satisfaction", "pleasure", "appreciation", "approval", "gratitude",
                                                "delight", "joy", "pride"});
    const bool sorry =
        is_in(tree_.lemma(noun), {"regret", "dismay", "alarm", "disappointment", "indignation", "anger", "disapproval",
                                  "displeasure", "concern", "fury", "outrage", "horror", "derision", "scorn"});
    const bool reacts = is_in(tree_.lemma(verb), {"react", "respond"});  // "reacted with fury to the verdict"
    int target = tree_.child(verb, Dep::obj);
    for (int head : {noun, verb})
        if (reacts && target < 0) target = phrase(head, "to");
    if (target < 0) target = tree_.child(verb, Dep::ccomp);
    if (target < 0 && (target = tree_.child(noun, Dep::acl)) >= 0 && preposition(target) != "that") return false;
    if ((!glad && !sorry) || target < noun || unreal(verb)) return false;
    if (tree_.is_verb(target))
        add(holder_of_verb(verb), target, sorry, {noun, tree_.right[target]}, noun, false);
    else
        add_all(holder_of_verb(verb), target, sorry, noun, false);
    return true;
}

/// "came to the defence of the premier", "leapt to his defence"
bool Stances::read_defence(int noun) {
    const int verb = tree_.head[noun];
    if (!is_in(tree_.lemma(noun), {"defence", "defense"}) || preposition(noun) != "to" || unreal(verb)) return false;
    if (!is_in(tree_.lemma(verb), {"come", "leap", "rush", "spring", "jump"})) return false;
    int target = phrase(noun, "of");
    if (target < 0) target = tree_.child(noun, Dep::nmod_poss);
    if (target >= 0) add_all(holder_of_verb(verb), target, false, noun, false);
    return target >= 0;
}

/// What a noun of stance is about, told beside it or beside its verb.
int Stances::aim_of(int noun, int verb) const {
    int nearest = -1;
    for (std::string_view link : {"of", "to", "with", "against", "at", "over", "about"})
        for (int head : {noun, verb})
            if (const int aim = phrase(head, link); aim > noun && (nearest < 0 || aim < nearest)) nearest = aim;
    return nearest;
}

/// "resigned in protest over the sale", "marched in support of the premier", "spoke in favour of lifting the ban".
bool Stances::read_cause(int noun) {
    const int verb = tree_.head[noun], way = way_of(tree_.lemma(noun));
    if (way == 0 || tree_.dep[noun] != Dep::obl || preposition(noun) != "in" || tree_.left[noun] + 1 < noun)
        return false;
    const std::string_view lemma = tree_.lemma(noun);
    const int held = tree_.child(verb, Dep::obj);  // "staged a rally in support of"
    const bool joined = is_joining(verb);
    const bool aloud = joined || speaks_out(tree_.lemma(verb)) || (held >= 0 && is_gathering(tree_.lemma(held)));
    if (!aloud && !is_in(lemma, {"protest", "solidarity", "condemnation"})) return false;
    const int target = aim_of(noun, verb);
    if (target < 0 || unreal(verb)) return false;
    if (tree_.is_verb(target) && tree_.tag[target] != Tag::VBG) return false;
    add_all(joined ? holders(subject_of(reading_, verb).head) : holder_of_verb(verb), target, way < 0, noun, false);
    return true;
}

/// "was involved in demonstrations": who is involved takes part.
bool Stances::is_joining(int verb) const {
    const int at = is_in(tree_.lemma(verb), {"involve", "engage"}) ? phrase(verb, "in") : -1;
    return at >= 0 && is_gathering(tree_.lemma(at)) && subject_of(reading_, verb).head >= 0;
}

/// "staged a rally in support of the premier": who does it holds it.
void Stances::read_gathering(int noun) {
    const int gathering = tree_.head[noun], way = way_of(tree_.lemma(noun)), verb = tree_.head[gathering];
    if (way == 0 || verb < 0 || tree_.dep[noun] != Dep::nmod || preposition(noun) != "in") return;
    if (!is_gathering(tree_.lemma(gathering))) return;
    const bool done =
        tree_.dep[gathering] == Dep::obj ||
        (tree_.dep[gathering] == Dep::obl && is_in(tree_.lemma(verb), {"go", "involve", "engage", "speak"}));
    const int target = aim_of(noun, gathering);
    if (!tree_.is_verb(verb) || !done || target < 0 || unreal(verb)) return;
    add_all(is_joining(verb) ? holders(subject_of(reading_, verb).head) : holder_of_verb(verb), target, way < 0, noun,
            false);
}

/// "drew praise from X", "was met with protests from X", "came under fire from X": whose stance it is stands behind.
bool Stances::read_drawn(int noun) {
    const int first = tree_.dep[noun] == Dep::conj ? tree_.head[noun] : noun;  // "criticism from X and praise from Y"
    const int verb = tree_.head[first];
    if (verb < 0 || !tree_.is_verb(verb)) return false;
    const Subject subject = subject_of(reading_, verb);
    const bool met = tree_.dep[first] == Dep::obl && is_in(preposition(noun), {"with", "under", "into"}) &&
                     is_in(tree_.lemma(verb), {"meet", "come", "run", "greet"});
    const bool drew = tree_.dep[first] == Dep::obj && !subject.passive &&
                      is_in(tree_.lemma(verb), {"draw", "attract", "provoke", "spark", "face", "meet", "encounter",
                                                "prompt", "trigger", "win", "earn", "receive", "arouse"});
    if ((!met && !drew) || subject.head < 0 || unreal(verb)) return false;
    const auto word = words_.nouns.find(tree_.lemma(noun));
    const bool fire = is_in(tree_.lower(noun), {"fire", "flak", "ire"}) && met == (tree_.lower(noun) == "fire");
    if (!fire &&
        (word == words_.nouns.end() || is_in(tree_.lemma(noun), {"support", "backing", "endorsement", "approval"})))
        return false;
    int giver = -1;
    for (std::string_view link : {"from", "among", "by"})
        for (int head : {noun, verb})
            if (giver < 0 && (first == noun || head == noun)) giver = phrase(head, link);
    if (giver < noun) return false;
    const bool against = fire || word->second.front().against;
    add(holders(giver), subject.head, against, {tree_.left[subject.head], tree_.right[giver]}, noun, false);
    return true;
}

}  // namespace dragoman::findings
