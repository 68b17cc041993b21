// Who, by the grammar of the act's clause, is no side of it, however likely it looks.
#include "findings/events/bounds.h"

#include <algorithm>

#include "findings/events/naming.h"

namespace dragoman::findings {

namespace {

/// "Peru's call": of a verbal act that no verb carries, who owns it alone makes it, and its own phrase says to whom.
bool is_owned(const EventReading& reading, const Trigger& trigger, std::string_view type) {
    if (!trigger.is_noun || trigger.carrier >= 0 || !is_verbal(type)) return false;
    const int whose = reading.tree.child(trigger.token, Dep::nmod_poss);
    return whose >= 0 && !parties_of(reading, whose).empty();
}

/// Stands a phrase in a clause of time or condition beside the act ("before Chile left, Peru agreed to talks"), or in
/// what tells of a day ("on Tuesday, when the king was to come")?
bool is_beside(const EventReading& reading, int act, int head) {
    const Annotation& tree = reading.tree;
    constexpr int longest_way = 6;
    constexpr std::string_view markers[] = {"before", "after", "when",   "while", "as",
                                            "since",  "if",    "unless", "until", "with"};
    for (int step = 0, t = head; step < longest_way && t >= 0 && t != act; ++step, t = tree.head[t]) {
        if (tree.subtree(t).contains(act)) return false;
        const bool of_day = tree.dep[t] == Dep::acl_relcl || tree.dep[t] == Dep::advcl_relcl;
        if (of_day && reading.mentions.time_of_token[tree.head[t]] >= 0) return true;
        if (tree.dep[t] != Dep::advcl || t == head) continue;
        const std::string_view marker = marker_of(tree, t);
        if (marker == "without") return true;  // "took the town without killing civilians"
        if (tree.child(t, Dep::nsubj) >= 0 &&
            std::find(std::begin(markers), std::end(markers), marker) != std::end(markers))
            return true;
    }
    return false;
}

/// "chaired a meeting and the mayor left": of another clause with a subject of its own.
bool is_in_other_clause(const Annotation& tree, int act, int head) {
    constexpr int longest_way = 6;
    for (int step = 0, t = head; step < longest_way && t >= 0 && t != act; ++step, t = tree.head[t]) {
        if (tree.subtree(t).contains(act)) return false;
        if (tree.dep[t] == Dep::conj && tree.is_verb(t) && tree.child(t, Dep::nsubj) >= 0) return true;
    }
    return false;
}

/// "looked forward to meeting Lee and denounced the boycott", "burned a picture of Lee and called for a boycott": what
/// the second verb has an object for is not done to those of the first.
bool is_of_verb_before(const Annotation& tree, int act, int head) {
    const int before = tree.dep[act] == Dep::conj ? tree.head[act] : -1;
    const int aim = object_of(tree, act) >= 0 ? object_of(tree, act) : phrase_with(tree, act, "for");
    if (before < 0 || !tree.is_verb(before) || aim < 0 || tree.is_pronoun(aim)) return false;
    return tree.subtree(before).contains(head) && !tree.subtree(act).contains(head) &&
           tree.child(before, Dep::nsubj) != head;
}

/// "set fire to houses and forced residents out": to whom another verb behind does something.
bool is_of_verb_behind(const Annotation& tree, int act, int head) {
    constexpr int longest_way = 4;
    constexpr std::string_view tolls[] = {"kill", "wound", "injure"};  // of one attack
    if (!tree.is_verb(act) || object_of(tree, act) < 0) return false;
    for (int step = 0, t = head; step < longest_way && t >= 0 && t != act; ++step, t = tree.head[t]) {
        // "ambushed a patrol, capturing two"
        const bool outcome = t > act && tree.dep[t] == Dep::advcl && tree.tag[t] == Tag::VBG &&
                             marker_of(tree, t).empty() && tree.child(t, Dep::obj) == head;
        if (((tree.dep[t] == Dep::conj && tree.is_verb(t)) || outcome) && tree.head[t] == act && t != head)
            return std::find(std::begin(tolls), std::end(tolls), tree.lemma(t)) == std::end(tolls);
    }
    return false;
}

/// "according to Lee", "via Twitter", "on Facebook": whose words or means it is told by.
bool is_source(const Annotation& tree, std::string_view type, int head) {
    constexpr std::string_view platforms[] = {"twitter", "facebook", "instagram", "telegram", "youtube",
                                              "tiktok",  "weibo",    "whatsapp",  "linkedin"};
    const std::string_view marker = marker_of(tree, head);
    if (marker == "according" || marker == "via") return true;
    return is_verbal(type) && marker == "on" &&
           std::find(std::begin(platforms), std::end(platforms), tree.lower(head)) != std::end(platforms);
}

/// "an attack blamed on Peru": on whom it is blamed is accused, no more.
bool is_blamed(const Annotation& tree, const Trigger& trigger, int head) {
    const int verb = trigger.is_noun && head >= 0 ? tree.head[head] : -1;
    if (verb < 0 || tree.dep[verb] != Dep::acl || tree.head[verb] != trigger.token) return false;
    const std::string_view word = tree.lemma(verb);
    return word == "blame" || word == "attribute" || word == "ascribe" || word == "pin";
}

/// "were freed after mediation by Peru", "banned marches after protests in Chile": who stands in the clause that talks
/// or protests led to, and where they were.
bool is_outcome(const EventReading& reading, const Trigger& trigger, std::string_view type, int head) {
    if (!trigger.is_noun || trigger.carrier >= 0 || (type != "CONSULT" && type != "PROTEST")) return false;
    const Annotation& tree = reading.tree;
    if (type == "PROTEST" && head >= 0 && tree.head[head] == trigger.token && marker_of(tree, head) == "in")
        return true;
    const std::string_view marker = marker_of(tree, trigger.token);
    if (tree.dep[trigger.token] != Dep::obl || (marker != "after" && marker != "following" && marker != "amid"))
        return false;
    const int verb = tree.head[trigger.token];
    return head >= 0 && tree.head[head] == verb &&
           (tree.dep[head] == Dep::nsubj_pass || (type == "PROTEST" && tree.dep[head] == Dep::nsubj));
}

/// "the attack, which Peru has not confirmed": who judges or tells of an act in a clause about it did not do it.
bool is_judge_below(const EventReading& reading, const Trigger& trigger, int head) {
    const Annotation& tree = reading.tree;
    if (!trigger.is_noun || head < 0 || tree.dep[head] != Dep::nsubj) return false;
    constexpr std::string_view words[] = {"confirm",   "deny",      "condemn", "denounce",    "describe", "call",
                                          "criticise", "criticize", "welcome", "investigate", "fear",     "reject"};
    const int verb = tree.head[head];
    return tree.dep[verb] == Dep::acl_relcl && tree.head[verb] == trigger.token &&
           std::find(std::begin(words), std::end(words), tree.lemma(verb)) != std::end(words);
}

/// "Police responded to reports of a shooting", "the mayor was briefed on the raid": who hears of a deed did not do it.
bool is_hearer(const EventReading& reading, const Trigger& trigger, std::string_view type, int head) {
    constexpr int longest_way = 4;
    constexpr std::string_view words[] = {"respond", "react",  "hear",  "learn",   "brief",   "call",   "inform",
                                          "alert",   "notify", "probe", "examine", "witness", "survive"};
    const Annotation& tree = reading.tree;
    if (!trigger.is_noun || trigger.carrier >= 0 || is_verbal(type) || type == "CONSULT" || head < 0) return false;
    int verb = trigger.token;
    for (int step = 0; step < longest_way && verb >= 0 && !tree.is_verb(verb); ++step) verb = tree.head[verb];
    if (verb < 0 || std::find(std::begin(words), std::end(words), tree.lemma(verb)) == std::end(words)) return false;
    const ClauseSubject subject = subject_of(tree, verb);
    return subject.head >= 0 && tree.subtree(subject.head).contains(head) &&
           !tree.subtree(trigger.token).contains(head);
}

/// "Peru will host the next meeting, Lee announced": who tells of what others do is not whom it is done to.
bool is_teller(const EventReading& reading, const Trigger& trigger, std::string_view type, int head) {
    const Annotation& tree = reading.tree;
    const int cue = tree.dep[head] == Dep::nsubj ? tree.head[head] : -1;
    const int said = is_verbal(type) || cue < 0 ? -1 : reading.statement_of_cue[cue];
    return said >= 0 && said == reading.found.statement_of_token[trigger.token];
}

/// "The bill, which would let Lee stay, was criticised"
bool is_in_clause_about(const Annotation& tree, int noun, int head, int act) {
    for (int c = tree.first_child[noun]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::acl_relcl && tree.subtree(c).contains(head) && !tree.subtree(c).contains(act))
            return true;
    return false;
}

/// "Peru, which mediates with Chile, condemned the raid": whom a clause or phrase about the subject names.
bool is_about_subject(const EventReading& reading, const Trigger& trigger, std::string_view type, int head) {
    if (trigger.is_noun || type == "CONSULT" || type == "AGREE" || type == "COOPERATE") return false;
    const Annotation& tree = reading.tree;
    const ClauseSubject subject = subject_of(tree, trigger.token);
    if (subject.head >= 0 && subject.passive && is_verbal(type))
        return is_in_clause_about(tree, subject.head, head, trigger.token);
    if (subject.head < 0 || subject.passive || head == subject.head || !tree.subtree(subject.head).contains(head) ||
        tree.subtree(subject.head).contains(trigger.token) || parties_of(reading, subject.head).empty())
        return false;
    constexpr int longest_way = 6;
    int t = head;
    for (int step = 0; step < longest_way && tree.head[t] >= 0 && tree.head[t] != subject.head; ++step) {
        if (tree.dep[t] == Dep::acl_relcl) return true;
        t = tree.head[t];
    }
    return tree.dep[t] == Dep::acl_relcl || (tree.dep[t] == Dep::nmod && t != head && marker_of(tree, t) == "on");
}

/// "Lee spoke to Poe, who had been at talks in Lima": of whom a relative clause tells alone acts in it.
bool is_outside_clause(const EventReading& reading, const Trigger& trigger, int head) {
    constexpr int longest_way = 6;
    const Annotation& tree = reading.tree;
    int verb = trigger.token;
    for (int step = 0; step < longest_way && verb >= 0 && !tree.is_verb(verb); ++step) verb = tree.head[verb];
    if (verb < 0 || !tree.is_verb(verb) || tree.dep[verb] != Dep::acl_relcl) return false;
    if (head >= 0 && tree.subtree(verb).contains(head)) return false;
    const ClauseSubject subject = subject_of(tree, verb);
    return subject.head >= 0 && head != subject.head && !parties_of(reading, subject.head).empty();
}

/// "withdrew its fighters", "agreed to withdraw its fighters": what moves or retires, not the other side.
bool is_own_force(const EventReading& reading, std::string_view type, const SideCandidate& side) {
    if (side.head < 0 ||
        (type != "RETREAT" && type != "MOBILIZE" && type != "AGREE" && type != "REJECT" && type != "CONCEDE"))
        return false;
    const Annotation& tree = reading.tree;
    const int owner = tree.child(side.head, Dep::nmod_poss);
    return owner >= 0 && tree.is_pronoun(owner) && reading.lexicon.is(EventLexicon::Sort::armed, tree.lemma(side.head));
}

/// "recalled its ambassador", "reopened their embassies": one's own are not to whom it is done.
bool is_own(const EventReading& reading, std::string_view type, const SideCandidate& side) {
    constexpr std::string_view owned[] = {"ambassador", "envoy",      "diplomat",   "consul",     "staff",
                                          "mission",    "delegation", "embassy",    "consulate",  "forces",
                                          "force",      "economy",    "membership", "application"};
    if (type == "ASSAULT" || type == "COERCE" || type == "CONSULT" || type == "REQUEST" || side.head < 0) return false;
    const int owner = reading.tree.child(side.head, Dep::nmod_poss);
    return owner >= 0 && reading.tree.is_pronoun(owner) &&
           std::find(std::begin(owned), std::end(owned), reading.tree.lemma(side.head)) != std::end(owned);
}

/// "were freed in a raid": whom force frees it is not used on.
bool is_freed(const Annotation& tree, const Trigger& trigger, std::string_view type, int head) {
    constexpr std::string_view freeing[] = {"free", "rescue", "save", "release", "liberate", "recover", "evacuate"};
    if (!trigger.is_noun || (type != "ASSAULT" && type != "COERCE")) return false;
    const int verb = tree.head[head];
    return verb >= 0 && (tree.dep[head] == Dep::obj || tree.dep[head] == Dep::nsubj_pass) &&
           tree.head[trigger.token] == verb &&
           std::find(std::begin(freeing), std::end(freeing), tree.lemma(verb)) != std::end(freeing);
}

/// "sent 80 doctors", "offered to send 80 doctors": who is sent is not to whom.
bool is_sent(const Annotation& tree, const Trigger& trigger, std::string_view type, int head) {
    constexpr std::string_view sending[] = {"send",    "provide", "supply", "deploy",   "dispatch",
                                            "deliver", "ship",    "lend",   "mobilise", "mobilize"};
    if (type != "AID" && type != "AGREE" && type != "MOBILIZE") return false;
    const int verb = tree.dep[head] == Dep::obj && !tree.is_proper(head) ? tree.head[head] : -1;
    if (verb < 0 || std::find(std::begin(sending), std::end(sending), tree.lemma(verb)) == std::end(sending))
        return false;
    return (verb == trigger.token || verb == complement_of(tree, trigger.token)) && phrase_with(tree, verb, "with") < 0;
}

constexpr std::string_view laws[] = {"law", "bill", "act", "decree", "order", "amendment", "legislation"};

/// "marched against a law on foreign agents": nor is it who is protested against.
bool is_matter_of_law_opposed(const Annotation& tree, std::string_view type, int head) {
    if (type != "PROTEST" && type != "ACCUSE" && type != "REJECT") return false;
    const int law = marker_of(tree, head) == "on" ? tree.head[head] : -1;
    return law >= 0 && std::find(std::begin(laws), std::end(laws), tree.lemma(law)) != std::end(laws);
}

/// "signed the law on foreign agents": what a law is about takes no part in making it.
bool is_matter_of_law(const EventReading& reading, const Trigger& trigger, std::string_view type, int head) {
    const Annotation& tree = reading.tree;
    if (type != "SUPPORT") return is_matter_of_law_opposed(tree, type, head);
    const int law = trigger.is_noun ? trigger.token : object_of(tree, trigger.clause());
    if (law < 0 || head <= law || std::find(std::begin(laws), std::end(laws), tree.lemma(law)) == std::end(laws))
        return false;
    const int on = phrase_with(tree, trigger.clause(), "on");  // where the parser hangs it on the verb
    return tree.subtree(law).contains(head) || (on >= 0 && tree.subtree(on).contains(head));
}

/// "demanded his release", "demanded the release of journalists": who is to be free is not who is asked.
bool is_captive(const Annotation& tree, const Trigger& trigger, std::string_view type, int head) {
    constexpr std::string_view freeing[] = {"release", "extradition", "freedom", "return", "freeing", "liberation"};
    if (type != "REQUEST" || tree.lemma(trigger.token) == "order") return false;
    const int what = trigger.is_noun ? phrase_with(tree, trigger.token, "for") : object_of(tree, trigger.token);
    const int asked = what < 0 ? phrase_with(tree, trigger.clause(), "for") : what;
    return asked >= 0 && std::find(std::begin(freeing), std::end(freeing), tree.lemma(asked)) != std::end(freeing) &&
           tree.subtree(asked).contains(head);
}

/// Words spoken or written: "in a speech to the board".
bool is_in_speech(const Annotation& tree, int act, int head) {
    constexpr int longest_way = 5;
    constexpr std::string_view words[] = {"speech",  "letter",  "interview", "statement",
                                          "address", "article", "message"};
    for (int step = 0, t = head; step < longest_way && t >= 0 && t != act; ++step, t = tree.head[t])
        if (t != head && marker_of(tree, t) == "in" &&
            std::find(std::begin(words), std::end(words), tree.lemma(t)) != std::end(words))
            return true;
    return false;
}

/// Is somebody whom a deed was done to: "the killing of Lee", "the crackdown on students", also where the parser hangs
/// the students on the verb?
bool is_undergoing_deed(const Annotation& tree, int act, int head) {
    const std::string_view marker = marker_of(tree, head);
    if (marker != "of" && marker != "on" && marker != "against") return false;
    const int above = tree.head[head];
    const int deed = above >= 0 && marker != "of" && tree.is_verb(above) ? object_of(tree, above) : above;
    return deed >= 0 && deed != act && is_deed(tree.lemma(deed));
}

/// "condemned the arrest of journalists", "the raid in which two died": to whom a deed was done is not who is
/// criticised for it, nor is the audience.
bool is_victim(const EventReading& reading, const Trigger& trigger, std::string_view type, int head) {
    // "the killing of Lee sparked protests", "asked for an inquiry into the arrest of Lee"
    if (type == "PROTEST" || (is_verbal(type) && type != "AGREE" && type != "THREATEN"))
        if (is_undergoing_deed(reading.tree, trigger.token, head)) return true;
    if (type != "ACCUSE" || trigger.is_noun) return false;
    const Annotation& tree = reading.tree;
    if (is_in_speech(tree, trigger.token, head)) return true;
    const int deed = object_of(tree, trigger.token);
    const int whom = deed < 0 || !is_deed(tree.lemma(deed)) ? -1 : phrase_with(tree, deed, "of");
    if (whom >= 0 && tree.subtree(whom).contains(head)) return true;
    const int verb = tree.head[head];
    return deed >= 0 && verb >= 0 && tree.dep[verb] == Dep::acl_relcl && tree.head[verb] == deed &&
           (tree.dep[head] == Dep::nsubj_pass || tree.lemma(verb) == "die");
}

/// "closed its border", "asked for ships": one's own ground, and what is asked for.
bool is_thing(const EventReading& reading, const Trigger& trigger, std::string_view type, const SideCandidate& side) {
    const Annotation& tree = reading.tree;
    const int owner = tree.child(side.head, Dep::nmod_poss);
    if (owner >= 0 && tree.is_pronoun(owner) && reading.mentions.entities[side.entity].type == EntityType::place)
        return true;
    // "refused to give up power": what is refused or helped with
    const EntityInfo& what = reading.mentions.entities[side.entity];
    if ((type == "REJECT" || type == "AID") && what.type == EntityType::other && !what.named &&
        side.head != trigger.token && !tree.is_proper(side.head) && object_of(tree, trigger.token) != side.head)
        return true;
    return type == "REQUEST" && phrase_with(tree, trigger.token, "for") == side.head && !tree.is_proper(side.head);
}

/// "pledged that the ministry would pay": who will do it is not to whom it is promised.
bool is_doer(const Annotation& tree, const Trigger& trigger, std::string_view type, int head) {
    const int act = type == "AGREE" ? complement_of(tree, trigger.token) : -1;
    return act >= 0 && tree.dep[act] == Dep::ccomp && tree.is_verb(act) && tree.child(act, Dep::nsubj) == head;
}

/// "discussed Syria", "denied that he had met Lee": what is talked of or denied is not to whom.
bool is_matter(const Annotation& tree, const Trigger& trigger, std::string_view type, int head) {
    constexpr std::string_view topical[] = {"discuss", "review", "debate", "consider", "examine", "address"};
    const std::string_view verb = tree.lemma(trigger.token);
    const bool talk = type == "CONSULT" && std::find(std::begin(topical), std::end(topical), verb) != std::end(topical);
    const bool denial = type == "REJECT" && verb == "deny";
    const int what = talk || denial ? object_of(tree, trigger.token) : -1;
    const int clause = denial ? complement_of(tree, trigger.token) : -1;
    return (what >= 0 && tree.subtree(what).contains(head)) || (clause >= 0 && tree.subtree(clause).contains(head));
}

/// "proposed a conference on Syria", "spoke about Syria": what words are about is not to whom they are said.
bool is_topic(const Annotation& tree, const Trigger& trigger, std::string_view type, int head) {
    constexpr int longest_way = 4;
    constexpr std::string_view told[] = {"conference", "talk",     "discussion",  "meeting", "summit", "agreement",
                                         "deal",       "dialogue", "negotiation", "view",    "report", "resolution",
                                         "statement",  "position", "debate",      "treaty",  "panel",  "consultation"};
    if (type != "REQUEST" && type != "AGREE" && type != "CONSULT" && tree.lemma(trigger.token) != "sign") return false;
    for (int step = 0, t = head; step < longest_way && t >= 0 && t != trigger.token; ++step, t = tree.head[t]) {
        const std::string_view marker = marker_of(tree, t);
        if (marker == "between" && tree.lemma(trigger.token) == "sign") return false;  // "a pact on trade between both"
        if (marker == "about" || marker == "regarding" || marker == "concerning") return true;
        const int words = marker == "on" ? tree.head[t] : -1;
        if (words >= 0 && words != trigger.token &&
            std::find(std::begin(told), std::end(told), tree.lemma(words)) != std::end(told))
            return true;
    }
    return false;
}

/// "thanked Peru for its support over the strait": what help is about is not whom it helps.
bool is_matter_of_support(const Annotation& tree, const Trigger& trigger, std::string_view type, int head) {
    if (type != "SUPPORT" || !trigger.is_noun || tree.head[head] != trigger.token) return false;
    const std::string_view marker = marker_of(tree, head);
    return marker == "over" || marker == "on";
}

/// "police foiled a plot to kill the king": who foils it did not mean to.
bool is_thwarter(const Annotation& tree, int act, int head) {
    const int plan = tree.dep[act] == Dep::acl && is_infinitive(tree, act) ? tree.head[act] : -1;
    return plan >= 0 && is_others_plan(tree, plan) && subject_of(tree, tree.head[plan]).head == head;
}

/// "seized heroin on the border with Peru", "blocked the highway": where something is done is nobody.
bool is_ground(const Annotation& tree, std::string_view type, int head) {
    constexpr std::string_view roads[] = {"highway",  "road",    "street", "bridge",
                                          "motorway", "railway", "avenue", "square"};
    const std::string_view word = tree.is_proper(head) ? tree.lower(head) : tree.lemma(head);
    if (type == "PROTEST" && std::find(std::begin(roads), std::end(roads), word) != std::end(roads)) return true;
    const int above = tree.head[head];
    return above >= 0 && marker_of(tree, head) == "with" &&
           (tree.lemma(above) == "border" || tree.lemma(above) == "frontier") &&
           (marker_of(tree, above) == "on" || marker_of(tree, above) == "at" || marker_of(tree, above) == "near" ||
            marker_of(tree, above) == "along");
}

/// "the main suspect in the killing of Lee": who is only suspected did not do it.
bool is_suspect(const Annotation& tree, const Trigger& trigger, int head) {
    const std::string_view word = tree.lemma(head);
    return trigger.is_noun && (word == "suspect" || word == "defendant" || word == "accused") &&
           tree.subtree(head).contains(trigger.token);
}

/// "will travel to Peru for talks with Lee": of talks with somebody nobody else is the other side.
bool is_beside_talks(const EventReading& reading, const Trigger& trigger, std::string_view type, int head) {
    if (type != "CONSULT" || !trigger.is_noun || trigger.carrier >= 0) return false;
    const int with = phrase_with(reading.tree, trigger.token, "with");
    return with >= 0 && !parties_of(reading, with).empty() && !reading.tree.subtree(trigger.token).contains(head);
}

}  // namespace

bool may_act(const EventReading& reading, const Trigger& trigger, std::string_view type, const SideCandidate& side) {
    if (reading.mentions.entities[side.entity].type == EntityType::place) return false;
    const Annotation& tree = reading.tree;
    if (side.head >= 0 && (is_suspect(tree, trigger, side.head) || is_thwarter(tree, trigger.token, side.head)))
        return false;
    if (is_hearer(reading, trigger, type, side.head) || is_judge_below(reading, trigger, side.head) ||
        is_blamed(reading.tree, trigger, side.head) || is_outcome(reading, trigger, type, side.head))
        return false;
    if (is_owned(reading, trigger, type)) return side.head >= 0 && tree.subtree(trigger.token).contains(side.head);
    if (trigger.is_noun && trigger.carrier < 0) return !is_outside_clause(reading, trigger, side.head);
    if (is_passive(tree, trigger.clause())) return phrase_with(tree, trigger.clause(), "by") >= 0;
    const ClauseSubject subject = subject_of(tree, trigger.clause());
    if (subject.head < 0 || subject.passive || tree.is_pronoun(subject.head) || side.head < 0) return true;
    return tree.subtree(subject.head).contains(side.head) || !parties_of(reading, subject.head).empty();
}

bool may_undergo(const EventReading& reading, const Trigger& trigger, std::string_view type,
                 const SideCandidate& side) {
    if (side.head < 0) return true;
    if (is_blamed(reading.tree, trigger, side.head) || is_outcome(reading, trigger, type, side.head)) return false;
    if (is_ground(reading.tree, type, side.head)) return false;
    if (is_own(reading, type, side) || is_freed(reading.tree, trigger, type, side.head)) return false;
    if (is_own_force(reading, type, side) || is_beside_talks(reading, trigger, type, side.head) ||
        is_thing(reading, trigger, type, side) || is_sent(reading.tree, trigger, type, side.head) ||
        is_source(reading.tree, type, side.head) || is_teller(reading, trigger, type, side.head) ||
        is_about_subject(reading, trigger, type, side.head))
        return false;
    if (is_beside(reading, trigger.clause(), side.head) || is_matter_of_law(reading, trigger, type, side.head) ||
        is_doer(reading.tree, trigger, type, side.head) || is_topic(reading.tree, trigger, type, side.head) ||
        is_matter(reading.tree, trigger, type, side.head) || is_captive(reading.tree, trigger, type, side.head) ||
        is_victim(reading, trigger, type, side.head) || is_matter_of_support(reading.tree, trigger, type, side.head))
        return false;
    if (!is_verbal(type) && (is_in_other_clause(reading.tree, trigger.clause(), side.head) ||
                             is_of_verb_behind(reading.tree, trigger.clause(), side.head)))
        return false;
    if ((type == "ACCUSE" || type == "REQUEST" || type == "THREATEN") &&
        is_of_verb_before(reading.tree, trigger.clause(), side.head))
        return false;
    // "Chile rejected Peru's demand": who answers was asked.
    const bool answers = type == "REQUEST" && reading.tree.dep[trigger.token] == Dep::obj;
    return answers || !is_owned(reading, trigger, type) || reading.tree.subtree(trigger.token).contains(side.head);
}

bool is_barred(const EventReading& reading, const Trigger& trigger, std::string_view type, const SideCandidate& side) {
    return side.head >= 0 &&
           (is_blamed(reading.tree, trigger, side.head) || is_outcome(reading, trigger, type, side.head) ||
            is_matter_of_law(reading, trigger, type, side.head) || is_captive(reading.tree, trigger, type, side.head) ||
            is_ground(reading.tree, type, side.head) || is_own(reading, type, side) ||
            is_sent(reading.tree, trigger, type, side.head));
}

}  // namespace dragoman::findings
