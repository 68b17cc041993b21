// Clauses under a cue: "X said that …", "…, X said", and where they end.
//
// The tree says where a clause hangs; its borders are drawn with the sentence's own marks in view,
// because a clause under "said" nearly always runs to the end of the sentence, and a parser errs
// there more than anywhere else.
#include <algorithm>

#include "findings/statements/borders.h"

namespace dragoman::findings {

namespace {

/// May stand between a cue and its clause: "said on Friday in Geneva, through an aide, that".
bool is_tail(const Reading& r, int child, const Cue& cue) {
    switch (r.tree.dep[child]) {
        case Dep::advmod:
        case Dep::compound_prt:
        case Dep::punct:
        case Dep::iobj:
        case Dep::nsubj:
        case Dep::obl:
        case Dep::obl_unmarked:
        case Dep::obl_agent:
        case Dep::aux:
        case Dep::discourse:
        case Dep::mark:
        case Dep::nmod:
        case Dep::nmod_unmarked:
        case Dep::nsubj_pass:
        case Dep::expl:
            return true;
        case Dep::obj:
            return cue.addressee == "object" || r.lexicon.channel_at(r.tree, child) != ChannelSort::none;
        default:
            return false;
    }
}

/// The subject that the parser tore from its clause: a noun phrase between the cue and a clause
/// without one ("said [Britain] [will be allowed]").
int torn_subject(const Reading& r, int verb, int clause, const Cue& cue) {
    const Annotation& tree = r.tree;
    if (has_subject(tree, clause)) return -1;
    const bool inverted = tree.child(verb, Dep::nsubj) > verb;
    for (int c = tree.first_child[verb]; c >= 0 && c < clause; c = tree.next_sibling[c]) {
        if (c < verb) continue;
        if (tree.dep[c] == Dep::nsubj && !inverted) return c;
        if (tree.dep[c] == Dep::nsubj && tree.child(verb, Dep::nsubj) != c) return c;
        if (tree.dep[c] == Dep::obj && cue.addressee != "object") return c;
        const int left = tree.left[c];
        if (tree.dep[c] == Dep::obl && (tree.lower(left) == "up" || (left > verb + 1 && tree.lower(left - 1) == "up")))
            return c;  // "up to ten people died"
    }
    return -1;
}

/// "told reporters [the bridge was safe]": the clause hung on the addressee like a relative one.
int clause_on_addressee(const Reading& r, int addressee) {
    const Annotation& tree = r.tree;
    if (tree.dep[addressee] != Dep::obj && tree.dep[addressee] != Dep::iobj) return -1;
    for (int c = tree.first_child[addressee]; c >= 0; c = tree.next_sibling[c]) {
        if (c < addressee || (tree.dep[c] != Dep::acl_relcl && tree.dep[c] != Dep::acl && tree.dep[c] != Dep::ccomp))
            continue;
        const int subject = tree.child(c, Dep::nsubj) >= 0 ? tree.child(c, Dep::nsubj) : tree.child(c, Dep::nsubj_pass);
        const bool relative = subject < 0 || tree.tag[subject] == Tag::WDT || tree.tag[subject] == Tag::WP;
        if (!relative && r.finite(tree.subtree(c)) && tree.tag[tree.left[c]] != Tag::WP &&
            tree.tag[tree.left[c]] != Tag::WDT)
            return c;
    }
    return -1;
}

}  // namespace

std::optional<TokenRange> clause_right(const Reading& r, int verb, const Cue& cue) {
    const Annotation& tree = r.tree;
    const bool plain = !cue.takes(Take::object) && !cue.takes(Take::infinitive) && !cue.takes(Take::object_phrase);
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (c < verb) continue;
        const TokenRange below = tree.subtree(c);
        const bool that = below.begin == verb + 1 && tree.lower(verb + 1) == "that" && tree.tag[verb + 1] == Tag::IN;
        if (!that && is_tail(r, c, cue)) {
            if (const int inner = cue.addressee == "object" ? clause_on_addressee(r, c) : -1; inner >= 0)
                return TokenRange{tree.left[inner], content_end(r, verb, c, false)};
            continue;
        }
        if (!that && tree.tag[c] == Tag::VBG && !has_subject(tree, c) && is_reporting(r, c)) continue;
        bool content =
            that || (tree.dep[c] == Dep::ccomp && (r.finite(below) || tree.child(c, Dep::nsubj) >= 0 ||
                                                   (tree.tag[c] == Tag::VBN && torn_subject(r, verb, c, cue) >= 0)));
        // Nothing, a comma or a colon before it: the clause was hung on as a free one. "They agreed, [she said]" tells
        // who said the whole.
        if (tree.dep[c] == Dep::parataxis && r.finite(below))
            content = below.begin == verb + 1 || tree.lower(below.begin - 1) == ":" ||
                      (tree.lower(below.begin - 1) == "," && !is_reporting(r, c));
        const bool loose = tree.dep[c] == Dep::obj || tree.dep[c] == Dep::xcomp || tree.dep[c] == Dep::dep ||
                           tree.dep[c] == Dep::acl_relcl || (tree.dep[c] == Dep::advcl && tree.child(c, Dep::mark) < 0);
        if (loose) {
            const TokenRange words{below.begin, content_end(r, verb, c, false)};
            content = plain && !after_comma(tree, c) && (tree.tag[c] != Tag::VBG || has_subject(tree, c)) &&
                      r.finite(words) && !(tree.is_noun(c) && is_bare_phrase(r, words));
        }
        if (content) {
            const int torn = torn_subject(r, verb, c, cue);
            int begin = torn >= 0 ? std::min(tree.left[torn], below.begin) : below.begin;
            if (tree.lower(begin) == "to" && begin > verb + 1 && tree.lower(begin - 1) == "up") --begin;
            return TokenRange{begin, content_end(r, verb, c, false)};
        }
        // "reported both output and [sales had fallen]": a clause hung on as if coordinated
        const int object = tree.child(verb, Dep::obj);
        if (tree.dep[c] == Dep::conj && object > verb && cue.takes(Take::clause) && has_subject(tree, c) &&
            r.finite(below) && tree.child(c, Dep::cc) < 0 && !after_comma(tree, c))
            return TokenRange{tree.left[object], content_end(r, verb, c, false)};
        if (tree.dep[c] == Dep::conj || tree.dep[c] == Dep::parataxis || tree.dep[c] == Dep::cc) break;
    }
    return std::nullopt;
}

namespace {

bool is_place(const Reading& r, int mention) {
    const EntityIds& ids = r.mentions.mentions[mention].entities;
    return !ids.empty() && (r.mentions.entities[ids.front()].type == EntityType::place ||
                            r.mentions.entities[ids.front()].type == EntityType::country);
}

/// "…, Jan Novak, head of the union, said", "…, the minister, Ana Ruiz, said": the comma before the whole subject, when
/// `comma` is the one inside it.
int before_apposition(const Reading& r, int comma, int verb) {
    if (r.tree.tag[verb - 1] != Tag::COMMA || comma < 2) return comma;
    const auto names = [&](int m) { return m >= 0 && r.mentions.mentions[m].kind == MentionKind::name; };
    const int m = r.mention_over[comma - 1], next = r.mention_over[comma + 1];
    const bool named_next = names(next) && r.mentions.mentions[next].tokens.end == verb - 1;
    if (m >= 0 && named_next && is_place(r, m) && is_place(r, next))  // "police in Santa Ilda, Chile, said"
        for (int t = comma - 1; t > std::max(0, comma - 12) && !r.finite({t, t + 1}); --t)
            if (r.tree.tag[t] == Tag::COMMA) return t;
    if (m < 0 || r.mentions.mentions[m].tokens.end != comma || (!names(m) && !named_next)) return comma;
    if (!names(m) && is_thing(r, r.mentions.mentions[m].head)) return comma;
    const int before = r.mentions.mentions[m].tokens.begin - 1;
    return before > 0 && r.tree.tag[before] == Tag::COMMA ? before : comma;
}

/// "reported Novak, who lives abroad, will return": a subject with a relative clause between commas.
std::optional<TokenRange> clause_with_aside(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    const TokenRange sentence = r.sentence(r.text.sentence_of(verb));
    const bool inverted = verb > 0 && tree.tag[verb - 1] == Tag::COMMA;  // "The dam, said Novak, who saw it, is old"
    const int m = !inverted && verb + 1 < sentence.end ? r.mention_over[verb + 1] : -1;
    if (m < 0 || r.mentions.mentions[m].tokens.begin != verb + 1) return std::nullopt;
    int t = r.mentions.mentions[m].tokens.end;
    if (t + 2 >= sentence.end || tree.tag[t] != Tag::COMMA ||
        (tree.tag[t + 1] != Tag::WP && tree.tag[t + 1] != Tag::WDT))
        return std::nullopt;
    for (const int last = std::min(sentence.end - 1, t + 24); ++t < last;)
        if (tree.tag[t] == Tag::COMMA)
            return r.finite({t + 1, t + 2})
                       ? std::optional(TokenRange{verb + 1, turn_back(r, verb, {verb + 1, sentence.end})})
                       : std::nullopt;
    return std::nullopt;
}

/// "a man who was there [said]": the pronoun that a verb of a relative clause without commas follows; -1 for any other.
int relative_of(const Annotation& tree, int verb, int begin) {
    for (int t = verb - 1; t > std::max(begin, verb - 4); --t) {
        if (tree.tag[t] == Tag::WP || tree.tag[t] == Tag::WDT) return tree.is_noun(t - 1) ? t : -1;
        if (tree.tag[t] != Tag::RB && tree.tag[t] != Tag::MD) break;
    }
    return -1;
}

/// The comma or closing mark before a cue clause that ends its sentence ("…, the minister said on
/// Friday."): no verb of its own may stand before the cue, no clause after it. -1 if there is none.
int mark_before(const Reading& r, int verb, TokenRange sentence, bool takes_object) {
    const Annotation& tree = r.tree;
    if (tree.tag[verb] == Tag::VBN && tree.child(verb, Dep::aux) < 0) return -1;
    for (int t = verb + 1; t < sentence.end; ++t) {
        const std::string_view word = tree.lower(t);
        if (word == ";" || word == "after" || word == "before" || word == "as" || word == "while" || word == "when" ||
            word == "who" || word == "which" || word == "because")
            break;
        if (tree.tag[t] == Tag::COMMA && t + 1 < sentence.end &&
            (tree.tag[t + 1] == Tag::VBG || tree.tag[t + 1] == Tag::RB || tree.tag[t + 1] == Tag::CC))
            break;
        if (tree.tag[t] == Tag::CC) break;
        if ((word == "that" && tree.tag[t] == Tag::IN) || r.finite({t, t + 1}) || tree.tag[t] == Tag::TO) return -1;
    }
    const int object = tree.child(verb, Dep::obj);
    if (object > verb && object + 1 < tree.right[verb] + 8 && r.lexicon.channel_at(tree, object) == ChannelSort::none &&
        takes_object)
        return -1;
    const int next_word = std::min(verb + 1, sentence.end - 1);
    const int whom = tree.child(verb, Dep::iobj);
    const bool told = (object > verb && tree.left[object] <= next_word) ||
                      (whom > verb && tree.left[whom] <= next_word);  // "Ana Ruiz, head of the port, told reporters"
    const bool inverted = verb > sentence.begin && !told &&
                          (tree.tag[verb - 1] == Tag::COMMA || is_quote_mark(tree, verb - 1)) &&
                          (tree.is_noun(next_word) || tree.is_pronoun(next_word) || tree.tag[next_word] == Tag::DT ||
                           tree.tag[next_word] == Tag::JJ || tree.tag[next_word] == Tag::CD);
    bool named = inverted;
    for (int t = verb - 1; t >= std::max(sentence.begin, verb - 24); --t) {
        const Tag next = tree.tag[t + 1];
        if (r.quote_of[t] >= 0 && t + 1 < verb && r.quote_of[t + 1] < 0 && !named)
            return -1;  // words in marks are the cue's own here
        if (named && (tree.tag[t] == Tag::COMMA || is_quote_mark(tree, t))) {
            const bool clause = next == Tag::CC || next == Tag::WDT || next == Tag::WP ||
                                (t + 2 < sentence.end && (tree.tag[t + 2] == Tag::WDT || tree.tag[t + 2] == Tag::WP));
            return clause ? -1 : before_apposition(r, t, verb);
        }
        if (const int who = r.finite({t, t + 1}) ? relative_of(tree, t, sentence.begin) : -1; who >= 0) {
            t = who;
            continue;
        }
        if (r.finite({t, t + 1}) && tree.lemma(t) != "have") return -1;
        named = named || tree.is_noun(t) || tree.is_pronoun(t);
    }
    return -1;
}

/// A sentence that begins with a subordinate clause or a participle has its main clause later.
bool in_front(const Reading& r, int first, int end) {
    const std::string_view word = r.tree.lower(first);
    const int comma = std::find(r.tree.tag.begin() + first, r.tree.tag.begin() + end, Tag::COMMA) - r.tree.tag.begin();
    if ((word == "after" || word == "before" || word == "since") && r.tree.tag[first + 1] != Tag::VBG &&
        !r.finite({first, comma}))
        return false;  // "After two hours, he said, …"
    return word == "while" || word == "although" || word == "though" || word == "as" || word == "when" ||
           word == "after" || word == "before" || word == "since" || word == "because" || word == "asked";
}

/// "Repairs, he said, [take] a year": after a plural subject the tagger takes the verb for an imperative.
bool predicate_follows(const Annotation& tree, int open, int close) {
    return close + 1 < tree.size() && tree.tag[close + 1] == Tag::VB &&
           (tree.tag[open - 1] == Tag::NNS || tree.tag[open - 1] == Tag::NNPS);
}

/// "The hall was empty, he said, [“but people came”]": words in marks that begin with a small letter.
bool quote_follows(const Reading& r, int close) {
    const int q = close + 2 < r.size() ? r.quote_of[close + 2] : -1;
    if (q < 0 || r.text.quotes[q].tokens.begin != close + 2) return false;
    return r.text.word(close + 2)[0] >= 'a' && r.text.word(close + 2)[0] <= 'z';
}

/// "Growth will reach 3 percent, he said, [if exports recover]"
bool condition_follows(const Annotation& tree, int close) {
    const std::string_view word = close + 1 < tree.size() ? tree.lower(close + 1) : std::string_view();
    return word == "if" || word == "unless" || word == "because";
}

/// "The aim, the minister said, is …", "…, said the minister, …": the clause around a cue clause between
/// commas that has no verb but the cue.
std::optional<Content> clause_around(const Reading& r, int verb, TokenRange sentence, int first) {
    const Annotation& tree = r.tree;
    int open = verb - 1, close = over_phrases(r, verb, sentence.end);
    while (open > first && open > verb - 14 && tree.tag[open] != Tag::COMMA)
        if (r.quote_of[open] >= 0 || r.finite({open, open + 1}) || tree.tag[open--] == Tag::CC) return std::nullopt;
    const bool inverted = open == verb - 1;
    if (inverted && verb + 1 < sentence.end && tree.tag[verb + 1] == Tag::IN)
        return std::nullopt;  // "X, said that A, B"
    if (inverted) close = verb + 1;
    while (inverted && close < std::min(sentence.end, verb + 16) && tree.tag[close] != Tag::COMMA)
        if (r.quote_of[close] >= 0 || r.finite({close, close + 1}) || tree.tag[close++] == Tag::TO) return std::nullopt;
    if (inverted && close < sentence.end) close = past_aside(tree, close, sentence.end, false);
    for (int t = open - 1; t > first; --t)  // "Police said two men were held; [a third, they said, was not]"
        if (tree.lower(t) == ";" && r.quote_of[t] < 0) first = t + 1;
    const auto is_comma = [&](int t) { return t > first && t < sentence.end && tree.tag[t] == Tag::COMMA; };
    if (!is_comma(open) || !is_comma(close) || (inverted && close == verb + 1)) return std::nullopt;
    // "Opening the mine, Ruiz said, would take a year", "But the bus, she said, was empty"
    const bool predicate = r.finite({close + 1, std::min(close + 2, sentence.end)});
    if (predicate && tree.tag[first] == Tag::CC) ++first;
    const Tag begins = tree.tag[first];
    if ((begins == Tag::VBG && !predicate) || begins == Tag::VBN || begins == Tag::CC || in_front(r, first, open) ||
        (r.finite({first, open}) == r.finite({close + 1, sentence.end}) && !predicate &&
         !predicate_follows(tree, open, close) && !quote_follows(r, close) && !condition_follows(tree, close)))
        return std::nullopt;
    int end = sentence.end;  // "Chile, the paper reports, will sign, Ruiz said": the whole is Ruiz's
    for (int t = close + 2; t < end; ++t)
        if (tree.tag[t] == Tag::COMMA && r.quote_of[t] < 0 && closing_cue(r, t, sentence.end)) end = t;
    // "…, she said, adding that …": a cue of its own
    if (tree.tag[std::min(close + 1, sentence.end - 1)] == Tag::VBG && r.lexicon.cue_at(tree, close + 1))
        return Content{{{first, open}}, -1, Take::clause, {open + 1, close}};
    if (sets_scene(r, {first, open})) return Content{{{close + 1, end}}, -1, Take::clause, {open + 1, close}};
    return Content{{{first, open}, {close + 1, end}}, -1, Take::clause, {open + 1, close}};
}

/// "…, the minister said, [a claim that others reject]": said of the words before, not by the minister.
bool is_remark(const Reading& r, int verb) {
    const Annotation& tree = r.tree;
    if (verb + 2 >= tree.size() || tree.tag[verb + 1] != Tag::COMMA || tree.tag[verb + 2] != Tag::DT) return false;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (c > verb && tree.is_noun(c) && tree.left[c] <= verb + 2 && tree.child(c, Dep::acl_relcl) > c)
            return tree.child(c, Dep::cop) < 0 && tree.child(c, Dep::nsubj) < 0;
    return false;
}

/// "…, the agency quoted Ruiz as saying.", "…, Ruiz was quoted as saying.": the verb that quotes or its auxiliary,
/// where the participle ends its clause; else the cue itself.
int closing_verb(const Reading& r, int verb, TokenRange sentence) {
    const Annotation& tree = r.tree;
    if (tree.tag[verb] != Tag::VBG || verb < sentence.begin + 3 || tree.lower(verb - 1) != "as") return verb;
    if (r.finite({verb + 1, sentence.end}) || tree.child(verb, Dep::obj) >= 0) return verb;
    for (int t = verb - 2; t >= std::max(sentence.begin, verb - 20); --t)
        if (tree.lemma(t) == "quote" || tree.lemma(t) == "cite") {
            const int was = tree.child(t, Dep::aux_pass);
            return was >= 0 && was < t ? was : t;
        }
    return verb;
}

/// "…, the minister said.": the clause before the cue.
std::optional<Content> clause_left(const Reading& r, int verb, const Cue& cue) {
    const Annotation& tree = r.tree;
    const TokenRange sentence = r.sentence(r.text.sentence_of(verb));
    const int first = words_begin(r, sentence);
    // "…, something the army denied": told of the words before, and no cue clause behind them
    const int told_of = tree.dep[verb] == Dep::acl_relcl ? tree.head[verb] : -1;
    if (told_of >= 0 && tree.lower(told_of) == "something") return std::nullopt;
    const int closing = closing_verb(r, verb, sentence);
    if (tree.tag[closing] != Tag::VBG) {
        const int end = is_remark(r, verb) ? verb + 1 : sentence.end;
        const int mark = mark_before(r, closing, {sentence.begin, end}, cue.takes(Take::object));
        // "said “it hurts” every time [he thinks of the mine]": it hangs on words before it and closes nothing
        if (mark > first && tree.dep[verb] == Dep::acl_relcl && tree.head[verb] > mark && tree.head[verb] < verb &&
            tree.child(tree.head[verb], Dep::acl_relcl) == verb)
            return std::nullopt;
        // "Jan Garin, who saw it, said his men …": what stands before the mark is the speaker; "A week after he left,
        // he proposed closing the port": when it was
        const int subject = tree.child(verb, Dep::nsubj), act = tree.child(verb, Dep::xcomp);
        const bool speaker = (subject >= 0 && tree.left[subject] <= first) || (act > verb && tree.tag[act] == Tag::VBG);
        const bool participle = tree.tag[first] == Tag::VBG && tree.lower(first) != "according";
        if (mark > first + 1 && !speaker && r.finite({first, mark}) && !participle && !in_front(r, first, mark)) {
            Content found{{{first, mark}}, -1, Take::clause, {mark + 1, end}};
            if (end < sentence.end) return found;
            if (const TokenRange more = goes_on_behind_cue(r, verb, sentence.end); !more.empty()) {
                found.clause.end = more.begin;
                found.pieces.push_back(more);
            }
            return found;
        }
    }
    const int head = tree.head[verb];  // interpolated: "Chile, Ruiz said, will sign"
    if (tree.dep[verb] == Dep::parataxis && head > verb && after_comma(tree, verb) && tree.right[verb] < sentence.end &&
        tree.tag[tree.right[verb]] == Tag::COMMA) {
        const TokenRange whole{std::max(first, tree.left[head]), tree.right[head]};
        return Content{
            {{whole.begin, tree.left[verb]}, {tree.right[verb], whole.end}}, -1, Take::clause, tree.subtree(verb)};
    }
    // "One man, responding to the plan, left": a participle has no words around it
    if ((cue.kind == "say" || cue.kind == "write") && tree.tag[verb] != Tag::VBG)
        return clause_around(r, verb, sentence, first);
    return std::nullopt;
}

/// What the tree failed to show: a clause after "X said".
std::optional<TokenRange> clause_by_marks(const Reading& r, int verb, const Cue& cue) {
    const Annotation& tree = r.tree;
    if ((cue.kind != "say" && cue.kind != "write") || tree.tag[verb] == Tag::VB ||
        (tree.tag[verb] == Tag::VBG && cue.takes(Take::object)))
        return std::nullopt;
    TokenRange sentence = r.sentence(r.text.sentence_of(verb));
    if (const int direct = r.direct_of[verb]; direct >= 0)  // "“She told me once,” he said": the speech's own words
        while (sentence.end > verb + 1 && r.direct_of[sentence.end - 1] != direct) --sentence.end;
    int begin = verb + 1;
    if (begin < sentence.end && tree.tag[begin] == Tag::COMMA)  // "alleged, by way of example, the firm had"
        for (int t = begin + 1; t < std::min(sentence.end, begin + 8); ++t)
            if (tree.tag[t] == Tag::COMMA) {
                begin = t + 1;
                break;
            }
    if (begin >= sentence.end) return std::nullopt;
    // "said in a letter to the board that": over the phrases of the cue's own clause
    const Tag next = tree.tag[begin];
    const bool told = cue.addressee == "object" && (next == Tag::NNS || next == Tag::NN || next == Tag::DT);
    if (told || next == Tag::IN || next == Tag::RB || next == Tag::TO || next == Tag::NNP || next == Tag::PRP)
        for (int t = begin + 1; t + 1 < std::min(sentence.end, begin + 14) && !r.finite({t, t + 1}); ++t)
            if (tree.lower(t) == "that" &&
                ((tree.tag[t] == Tag::IN && tree.tag[t + 1] != Tag::NN) || (told && tree.tag[t + 1] == Tag::PRP))) {
                begin = tree.tag[t] == Tag::IN ? t : t + 1;
                break;
            }
    const bool object = cue.takes(Take::object);
    const bool subject = tree.is_proper(begin) || tree.tag[begin] == Tag::DT ||
                         (tree.tag[begin] == Tag::PRPS && cue.addressee != "object");
    const bool opens = tree.lower(begin) == "that" || (tree.is_pronoun(begin) && tree.tag[begin] == Tag::PRP) ||
                       tree.tag[begin] == Tag::EX || (!object && subject) || begin > verb + 1;
    if (tree.tag[begin] == Tag::DT && begin + 1 < sentence.end &&
        r.lexicon.channel_at(tree, begin + 1) != ChannelSort::none)
        return std::nullopt;
    const TokenRange rest{begin, sentence.end};
    if (!opens || !r.finite(rest)) return std::nullopt;
    const TokenRange found{begin, turn_back(r, verb, rest)};
    if (begin == verb + 1 && is_bare_phrase(r, found)) return std::nullopt;  // "…,” said Novak, who sells nails"
    return found;
}

}  // namespace

/// "told reporters [last night] she was leaving": the day behind whoever is told is the cue's.
static void leave_time(const Reading& r, int verb, const Cue& cue, TokenRange& piece) {
    const Annotation& tree = r.tree;
    const int time = r.mentions.time_of_token[piece.begin];
    if (cue.addressee != "object" || time < 0 || r.mentions.times[time].modifier_of_noun) return;
    int told = tree.child(verb, Dep::iobj);
    if (told < 0) told = tree.child(verb, Dep::obj);
    const int end = r.mentions.times[time].tokens.end;
    if (told < verb || tree.right[told] != piece.begin || r.mentions.times[time].tokens.begin != piece.begin) return;
    const Tag next = end < piece.end ? tree.tag[end] : Tag::PERIOD;
    if (next == Tag::PRP || next == Tag::DT || next == Tag::PRPS || next == Tag::NNP || next == Tag::EX)
        piece.begin = end;
}

/// What stands between a cue and its clause though the parser took it along: "said yesterday the",
/// "told [the Times] the", "said publicly the".
void set_off(const Reading& r, int verb, const Cue& cue, Content& content) {
    const Annotation& tree = r.tree;
    TokenRange& piece = content.pieces.front();
    if (piece.begin > verb + 1 && tree.tag[piece.begin] == Tag::CC)
        piece.begin = verb + 1;  // "said [A] and [B were expected]"
    piece.begin = clause_begin(r, verb, piece);
    if (piece.begin != verb + 1) return leave_time(r, verb, cue, piece);
    const int time = r.mentions.time_of_token[piece.begin];
    const int end = time < 0 ? piece.end : r.mentions.times[time].tokens.end;
    const bool named = end < piece.end && tree.is_proper(end);  // "said [last weekend] Peru had paid"
    if (time >= 0 && (named || !r.mentions.times[time].modifier_of_noun)) {
        if (end < piece.end && !tree.is_verb(end) && tree.tag[end] != Tag::MD && tree.tag[end] != Tag::COMMA)
            piece.begin = end;
    } else if (tree.tag[piece.begin] == Tag::RB && tree.head[piece.begin] == verb && piece.size() > 3 &&
               tree.lower(piece.begin).ends_with("ly")) {
        ++piece.begin;
    } else if (!cue.companion.empty()) {  // "share [the view that] the truce holds"
        for (int t = piece.begin; t < std::min(piece.end - 1, piece.begin + 5); ++t)
            if (tree.lower(t) == "that") piece.begin = t;
    } else if (cue.addressee == "object" && r.mention_over[piece.begin] >= 0) {
        const Mention& first = r.mentions.mentions[r.mention_over[piece.begin]];
        const int next = first.tokens.end;
        const bool outlet = first.entities.size() == 1 && r.mentions.entities[first.entities.front()].sector == "JRN";
        const bool another = next + 1 < piece.end &&
                             (tree.tag[next] == Tag::DT || tree.tag[next] == Tag::PRP || tree.tag[next] == Tag::PRPS ||
                              tree.tag[next] == Tag::EX || (outlet && tree.is_proper(next)));
        if (first.tokens.begin == piece.begin && another) content.addressee = first.head, piece.begin = next;
    }
}

/// "voiced regret, while Chen wept": beside the object the sentence tells of another act.
static bool told_beside(const Annotation& tree, int clause) {
    const int comma = tree.left[clause];
    if (tree.dep[clause] != Dep::advcl || tree.tag[comma] != Tag::COMMA || !has_subject(tree, clause)) return false;
    const std::string_view word = tree.lower(comma + 1);
    return word == "while" || word == "whereas" || word == "although" || word == "though";
}

int content_end(const Reading& r, int cue, int from, bool object) {
    const Annotation& tree = r.tree;
    int end = tree.right[from];
    for (int c = tree.next_sibling[from]; c >= 0; c = tree.next_sibling[c]) {
        const bool second_verb = tree.dep[c] == Dep::conj && !has_subject(tree, c) && tree.tag[c] == tree.tag[cue];
        if (second_verb || (object && told_beside(tree, c)) ||
            (object && ((tree.dep[c] == Dep::conj && tree.is_verb(c)) || after_comma(tree, c))))
            break;
        if (object && (r.lexicon.channel_at(tree, c) != ChannelSort::none || r.mentions.time_of_token[c] >= 0)) break;
        if (tree.dep[c] == Dep::parataxis && tree.lower(tree.left[c] > 0 ? tree.left[c] - 1 : 0) == ";") break;
        if (tree.dep[c] != Dep::punct && tree.dep[c] != Dep::cc) end = tree.right[c];
    }
    end = std::min(end, std::max(tree.right[cue], tree.right[from]));
    return turn_back(r, cue, {tree.left[from], end});
}

/// "As Ruiz told the press, [the ferry sank]": the main clause is what was told.
static std::optional<Content> clause_after_as(const Reading& r, int verb, const Cue& cue) {
    const Annotation& tree = r.tree;
    const int mark = tree.child(verb, Dep::mark);
    const int comma = tree.tag[tree.right[verb] - 1] == Tag::COMMA ? tree.right[verb] - 1 : tree.right[verb];
    const TokenRange sentence = r.sentence(r.text.sentence_of(verb));
    if ((cue.kind != "say" && cue.kind != "write") || tree.dep[verb] != Dep::advcl || tree.head[verb] < comma)
        return {};
    if (mark < 0 || tree.lower(mark) != "as" || mark != words_begin(r, sentence) || tree.child(verb, Dep::nsubj) < 0)
        return {};
    const bool told = cue.addressee == "object";
    for (Dep dep : {Dep::ccomp, Dep::xcomp, Dep::obj})
        if (tree.child(verb, dep) >= 0 && !(told && dep == Dep::obj)) return {};
    if (comma + 1 >= sentence.end || tree.tag[comma] != Tag::COMMA || r.negated(verb)) return {};
    return Content{{{comma + 1, turn_back(r, verb, {comma + 1, sentence.end})}}, -1, Take::clause, {}};
}

std::optional<Content> clause_content(const Reading& r, int verb, const Cue& cue) {
    if (auto main = clause_after_as(r, verb, cue)) return main;
    if (auto right = clause_with_aside(r, verb)) return Content{{*right}, -1, Take::clause, {}};
    if (auto left = clause_left(r, verb, cue)) return left;
    if (auto right = clause_right(r, verb, cue)) return Content{{*right}, -1, Take::clause, {}};
    if (auto right = clause_by_marks(r, verb, cue)) return Content{{*right}, -1, Take::clause, {}};
    return std::nullopt;
}

}  // namespace dragoman::findings
