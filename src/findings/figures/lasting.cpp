// Ages and lengths of time: whose age it is, what lasts or is done so long.
#include <algorithm>

#include "findings/figures/parts.h"

namespace dragoman::findings {

/// Whose age: the noun behind it ("a 36-year-old man"), the one it is set beside ("Ann Lee, 39", "girls aged 15"), the
/// one that "over the age of 18" hangs on, or the subject.
TokenRange Measured::aged(const Amount& amount, const Clause& clause) const {
    const TokenRange own = amount.tokens;
    if (clause.noun >= own.end && clause.noun - own.end < 5 && tree_.head[clause.head] == clause.noun)
        return named(clause.noun, own);
    for (int old = own.end - 1; old <= own.end && old < tree_.size(); ++old)  // "suicides by [10–19 year olds]"
        if (tree_.is_noun(old) && is_one_of(tree_.lemma(old), "old", "olds") &&
            (old + 1 == tree_.size() || !tree_.is_noun(old + 1)))
            return {own.begin, old + 1};
    int before = own.begin - 1;
    const int first = sentence(own.begin).begin;
    while (before > first && is_one_of(tree_.lower(before), "aged", "age", "ages", "all", "both", "now", "each", "then",
                                       ",", "between", "("))
        --before;
    const bool apart = before + 1 < own.begin;
    if (apart && before >= first && tree_.is_noun(before) && document_.mentions.time_of_token[before] < 0)
        return named(phrase_head(before), own);
    if (clause.noun >= 0 && tree_.lemma(clause.noun) == "age" && clause.noun < own.begin) {
        if (const int whose = tree_.head[clause.noun]; whose >= 0 && tree_.is_noun(whose)) return named(whose, own);
        if (clause.object >= 0 && clause.object < clause.noun) return named(clause.object, own);
    }
    int subject = clause.subject;
    if (subject >= 0 && is_one_of(tree_.tag[subject], Tag::WP, Tag::WDT) && clause.predicate >= 0)
        subject = tree_.head[clause.predicate];
    return subject >= 0 && !own.contains(subject) ? named(subject, own) : TokenRange{};
}

/// The head of the phrase that ends at a noun: "the oldest of the children".
int Measured::phrase_head(int noun) const {
    for (int step = 0; step < 4; ++step) {
        const int up = tree_.head[noun];
        const bool within = is_one_of(tree_.dep[noun], Dep::nmod, Dep::flat, Dep::compound, Dep::nmod_poss);
        if (!within || up < 0 || (up > noun && tree_.dep[noun] == Dep::nmod)) break;
        if (!tree_.is_noun(up) && tree_.tag[up] != Tag::JJS) break;
        noun = up;
    }
    return noun;
}

/// A person's name as it stands there, for a pronoun where it stood last, else the noun phrase.
TokenRange Measured::named(int head, TokenRange own) const {
    const auto& mentions = document_.mentions;
    if (tree_.is_pronoun(head)) {
        head = told_as(head);
        if (head < 0) return {};
    }
    const int m = mentions.mention_of_head[head];
    const TokenRange phrase = m >= 0 ? mentions.mentions[m].tokens : TokenRange{head, head + 1};
    const auto name = std::partition_point(tree_.names.begin(), tree_.names.end(),
                                           [&](const Name& n) { return n.tokens.end <= phrase.begin; });
    for (auto n = name; n != tree_.names.end() && n->tokens.begin < phrase.end; ++n)
        if (n->type == NameType::person && !n->tokens.contains(own.begin)) return n->tokens;
    return noun_phrase(tree_, head, own);
}

/// Where the story last said whom a pronoun means, by name if that is not far; -1 for nowhere.
int Measured::told_as(int pronoun) const {
    const auto& mentions = document_.mentions;
    const EntityIds& who = mentions.of_head(pronoun);
    if (who.size() != 1) return -1;
    const auto& told = mentions.entities[who[0]].mentions;
    auto m =
        std::partition_point(told.begin(), told.end(), [&](int one) { return mentions.mentions[one].head < pronoun; });
    int last = -1;
    constexpr int far = 20;
    for (int step = 0; m != told.begin() && step < far; ++step) {
        const Mention& mention = mentions.mentions[*--m];
        if (mention.kind == MentionKind::name) return mention.head;
        if (mention.kind == MentionKind::nominal && last < 0) last = mention.head;
    }
    return last;
}

/// What lasts so long: the noun it qualifies, the subject of lasting, or the act that takes the time.
TokenRange Measured::lasting(const Amount& amount, const Clause& clause) const {
    const TokenRange own = amount.tokens;
    const int last = own.end;
    if (clause.noun >= 0 && clause.noun >= last && clause.noun - last < 6) return noun_phrase(tree_, clause.noun, own);
    if (is(last, "of")) return phrase_after(document_, amount, clause.head, {"of"});
    if (const TokenRange than = compared(last); !than.empty()) return than;
    if (const TokenRange prison = behind_bars(amount, clause); !prison.empty()) return prison;
    if (clause.predicate >= 0 && tree_.lemma(clause.predicate) == "take")  // it took five hours to put out the fire
        for (int c = tree_.first_child[clause.predicate]; c >= 0; c = tree_.next_sibling[c])
            if (c >= last && is_one_of(tree_.dep[c], Dep::xcomp, Dep::ccomp, Dep::advcl, Dep::csubj)) return act(c);
    for (int c = tree_.first_child[clause.head]; c >= 0; c = tree_.next_sibling[c])
        if ((tree_.dep[c] == Dep::acl || tree_.dep[c] == Dep::advcl) && c > last) return act(c);
    const int verb = clause.predicate;
    if (verb < 0) return subject_phrase(clause, own);
    if (tree_.is_verb(verb) && tree_.dep[verb] == Dep::advcl && tree_.tag[verb] == Tag::VBG) return act(verb);
    // "suspended parliament for five weeks": the act goes on so long, not its subject.
    if (tree_.is_verb(verb) && tree_.child(verb, Dep::obj) > verb && tree_.head[clause.head] == verb &&
        !own.contains(tree_.child(verb, Dep::obj)))
        return act(verb);
    return goes_on(amount, clause);
}

/// "six minutes ahead of the others", "81 seconds faster than the record".
TokenRange Measured::compared(int t) const {
    const bool than =
        t + 2 < tree_.size() && (tree_.tag[t] == Tag::JJR || tree_.tag[t] == Tag::RBR) && is(t + 1, "than");
    const bool ahead = t + 2 < tree_.size() && is(t, "ahead") && is(t + 1, "of");
    if (!than && !ahead) return {};
    for (int noun = t + 2; noun < tree_.size() && noun < t + 8; ++noun)
        if (tree_.is_noun(noun) && (noun + 1 >= tree_.size() || (!tree_.is_noun(noun + 1) && !is(noun + 1, "-"))) &&
            tree_.tag[std::min(noun + 1, tree_.size() - 1)] != Tag::POS)
            return {t, noun + 1};
    return {};
}

/// "sentenced to 73 months in federal prison", "to prison for 40 years": the prison.
TokenRange Measured::behind_bars(const Amount& amount, const Clause& clause) const {
    const auto bars = [&](int t) {
        return is_one_of(tree_.lemma(t), "prison", "jail", "confinement", "custody", "detention", "imprisonment",
                         "exile");
    };
    const int last = amount.tokens.end;
    if (is(last, "in") || is(last, "behind"))
        for (int t = last + 1; t < tree_.size() && t < last + 5; ++t)
            if (bars(t)) return {last + 1, t + 1};
    if (clause.predicate < 0) return {};
    for (int c = tree_.first_child[clause.predicate]; c >= 0; c = tree_.next_sibling[c])
        if (tree_.dep[c] == Dep::obl && !amount.tokens.contains(c) && bars(c))
            return noun_phrase(tree_, c, amount.tokens);
    return {};
}

/// Things go on so long themselves ("the talks lasted three hours"); of people it is what they do ("she lived in Lima
/// for ten years").
TokenRange Measured::goes_on(const Amount& amount, const Clause& clause) const {
    const TokenRange own = amount.tokens;
    const int verb = clause.predicate;
    const bool passive = tree_.child(verb, Dep::aux_pass) >= 0;
    const bool whole = !tree_.is_verb(verb) && tree_.tag[verb] != Tag::JJ;
    const bool thing = clause.subject >= 0 && !acts(clause.subject) && !passive;
    if (whole || thing || is_one_of(tree_.lemma(verb), "last", "be", "run", "span", "take"))
        if (const TokenRange subject = subject_phrase(clause, own); !subject.empty()) return subject;
    if (own.contains(verb) || verb == clause.head) return {};
    TokenRange phrase = deed(verb, tree_.left[clause.head]);
    if (own.begin < verb) {
        for (int c = tree_.first_child[verb]; c >= 0; c = tree_.next_sibling[c])
            if (c > verb && is_one_of(tree_.dep[c], Dep::obj, Dep::obl) && c - verb < 7) {
                phrase.end = noun_phrase(tree_, c).end;
                break;
            }
    }
    return phrase;
}

/// A verb and what follows it before `upto`: "served as president".
TokenRange Measured::deed(int verb, int upto) const {
    TokenRange phrase{verb, verb + 1};
    if (upto > verb && upto - verb <= 9) phrase.end = upto;
    while (phrase.size() > 1 && (is(phrase.end - 1, ",") || tree_.tag[phrase.end - 1] == Tag::IN)) --phrase.end;
    return phrase;
}

/// Is a subject somebody who acts: a person, a state, a body?
bool Measured::acts(int head) const {
    if (is_actor(head) || is_one_of(tree_.lower(head), "who", "we", "they")) return true;
    const EntityIds& who = document_.mentions.of_head(head);
    return !who.empty() && is_one_of(document_.mentions.entities[who[0]].type, EntityType::people,
                                     EntityType::organization, EntityType::person);
}

/// A verb with its object: "wind down Cuban operations".
TokenRange Measured::act(int verb) const {
    TokenRange range{verb, verb + 1};
    if (const int object = tree_.child(verb, Dep::obj); object > verb) range.end = noun_phrase(tree_, object).end;
    return range;
}

}  // namespace dragoman::findings
