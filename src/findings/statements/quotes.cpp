// Direct speech: which quotations are speech, and whose.
//
// A quotation is attributed, in this order, by a cue after it ("…," X said), a cue before it
// (X said: "…"), an "according to" after it, the statement that it goes on with ("…," X said.
// "…"), or the last speaker before it. What none of these explains is a title, a name or a word
// held at arm's length, and no statement.
#include <algorithm>

#include "findings/statements/borders.h"

namespace dragoman::findings {
namespace {

constexpr int max_clause = 30;  // tokens of a cue clause after a quotation

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

struct Attribution {
    int cue = -1;
    Source source;
    EntityIds through;
};

const Cue* speech_cue(const Reading& r, int token) {
    if (!r.tree.is_verb(token)) return nullptr;
    const Cue* cue = r.lexicon.cue_at(r.tree, token);
    return cue && (cue->takes(Take::clause) || cue->takes(Take::quote)) ? cue : nullptr;
}

/// The subject of a cue beside a quotation, also where the parser was led astray by the quotation.
Source speaker_beside(const Reading& r, int cue, TokenRange clause) {
    const Subject subject = subject_of(r, cue);
    const bool near = clause.contains(subject.head) ||
                      (r.tree.tag[cue] == Tag::VBG && subject.head >= 0 && r.quote_of[subject.head] < 0);
    if (r.tree.tag[cue] == Tag::VBG &&
        (subject.head < 0 || is_thing(r, subject.head)))  // "X said …, further saying": X
        for (int t = cue - 1; t >= r.sentence(r.text.sentence_of(cue)).begin; --t)
            if (r.quote_of[t] < 0 && r.tree.tag[t] != Tag::VBG && speech_cue(r, t))
                if (const Subject main = subject_of(r, t); main.head >= 0 && !main.passive)
                    return source_of(r, main.head);
    return near && !subject.passive ? source_of(r, subject.head) : source_beside(r, cue, clause);
}

/// "Radio X quoted Y as saying": X, when `cue` is "saying".
EntityIds quoted_by(const Reading& r, int cue) {
    if (cue < 1 || r.tree.lower(cue - 1) != "as") return {};
    for (int t = cue - 2; t >= std::max(0, cue - 12); --t)
        if (r.tree.is_verb(t) && in(r.tree.lemma(t), {"quote", "cite"})) {
            const int subject = r.tree.child(t, Dep::nsubj);
            return subject >= 0 ? entities_at(r, subject) : EntityIds{};
        }
    return {};
}

/// The cue clause that follows a quotation: nothing but a subject may stand before its verb.
Attribution attribution_after(const Reading& r, TokenRange after) {
    Attribution found;
    after.end = std::min(after.end, after.begin + max_clause);
    for (int t = after.begin; t < after.end; ++t) {
        if (r.quote_of[t] >= 0) break;
        if (r.tree.lower(t) == "according" && t + 1 < after.end) {
            int head = r.tree.head[t];
            if (head <= t || !after.contains(head)) head = t + 2 < after.end ? t + 2 : -1;
            found.cue = t, found.source = source_of(r, head);
            return found;
        }
        if (r.tree.tag[t] == Tag::CC || (r.tree.tag[t] == Tag::IN && t == after.begin)) break;
        if (!r.tree.is_verb(t)) continue;
        if (in(r.tree.lemma(t), {"quote", "cite"})) continue;
        if (!speech_cue(r, t) || r.negated(t)) {
            if (r.finite({t, t + 1}) && !in(r.tree.lemma(t), {"have", "be"})) break;
            continue;
        }
        found.cue = t, found.source = speaker_beside(r, t, after), found.through = quoted_by(r, t);
        if (found.source.head < 0) found.cue = -1;
        return found;
    }
    return found;
}

/// The cue clause that leads to a quotation: a comma, a colon or the cue itself stands before it.
Attribution attribution_before(const Reading& r, TokenRange before) {
    Attribution found;
    if (before.empty()) return found;
    const std::string_view last = r.tree.lower(before.end - 1);
    const bool colon = last == ":", comma = last == ",";
    const bool that = last == "that";
    for (int t = before.end - 1; t >= std::max(before.begin, before.end - max_clause); --t) {
        if (!r.tree.is_verb(t)) continue;
        const Cue* cue = speech_cue(r, t);
        const bool close = t == before.end - 1 || (that && t + 4 > before.end) || comma || colon;
        if (!cue || !close || r.negated(t)) {
            if (colon) continue;
            break;
        }
        found.cue = t, found.source = speaker_beside(r, t, before), found.through = quoted_by(r, t);
        if (found.source.head < 0) found.cue = -1;
        return found;
    }
    return found;
}

bool opens_clean(const Reading& r, TokenRange before) {
    if (before.empty()) return true;
    const int last = before.end - 1;
    const std::string_view word = r.tree.lower(last);
    return word == "," || word == ":" || word == ";" || (word.size() > 1 && word.ends_with('.')) || speech_cue(r, last);
}

void add_direct(Reading& r, int q, TokenRange tokens, const Attribution& by, std::string rule) {
    Draft draft;
    draft.row.form = Form::direct;
    draft.row.speakers = by.source.speakers;
    draft.row.through = by.through;
    draft.row.rule = std::move(rule);
    draft.content = {tokens};
    draft.source_head = by.source.head;
    draft.sentence = r.text.sentence_of(by.cue >= 0 ? by.cue : tokens.begin);
    if (by.source.channel >= 0) draft.row.channel = std::string(r.text.word(by.source.channel));
    if (by.cue >= 0) {
        r.spent[by.cue] = 1;
        const int quoting = by.through.empty() ? -1 : by.cue;
        if (r.tree.lower(by.cue) == "according") draft.row.cue = r.text.span(TokenRange{by.cue, by.cue + 2});
        if (quoting >= 0)
            for (int t = by.cue - 2; t >= std::max(0, by.cue - 12); --t)
                if (in(r.tree.lemma(t), {"quote", "cite"})) {
                    draft.row.cue = r.text.span(t), r.spent[t] = 1;
                    break;
                }
        if (const Cue* cue = speech_cue(r, by.cue); cue && cue->addressee == "object")
            for (int c = r.tree.first_child[by.cue]; c >= 0; c = r.tree.next_sibling[c])
                if (c > by.cue && (r.tree.dep[c] == Dep::obj || r.tree.dep[c] == Dep::iobj) && r.quote_of[c] < 0) {
                    draft.row.to = entities_at(r, c);
                    break;
                }
    }
    describe(r, draft, by.cue);
    const int index = static_cast<int>(r.drafts.size());
    for (int t = tokens.begin; t < tokens.end; ++t) r.direct_of[t] = index;
    r.draft_of_quote[q] = index;
    r.drafts.push_back(std::move(draft));
}

void add_piece(Reading& r, int q, TokenRange tokens, int draft) {
    for (int t = tokens.begin; t < tokens.end; ++t) r.direct_of[t] = draft;
    r.draft_of_quote[q] = draft;
    r.drafts[draft].content.push_back(tokens);
    r.drafts[draft].row.evidence.clear();
    describe(r, r.drafts[draft], r.drafts[draft].row.cue_token);
}

/// The last statement before a token, if it stands in the same paragraph or the one before.
int last_statement(const Reading& r, int paragraph) {
    for (int d = static_cast<int>(r.drafts.size()) - 1; d >= 0; --d) {
        const int at = r.text.sentences[r.drafts[d].sentence].paragraph;
        if (at < paragraph - 1) return -1;
        if (!r.drafts[d].row.speakers.empty()) return d;
    }
    return -1;
}

/// Finite verbs of the clause between two quotations that are no auxiliaries.
int verbs_between(const Reading& r, TokenRange gap) {
    int verbs = 0;
    for (int t = gap.begin; t < gap.end; ++t) verbs += r.finite({t, t + 1}) && r.tree.lemma(t) != "have";
    return verbs;
}

/// Between this quotation and the one before stands only the earlier one's cue clause: of one verb, or
/// any that ends its sentence, so that "…," said Ruiz, who was there. "…" goes on too.
int interrupted(const Reading& r, int q, int sentence) {
    for (int earlier = q - 1; earlier >= 0 && earlier > q - 8; --earlier) {
        if (r.text.quotes[earlier].parent >= 0) continue;
        const int draft = r.draft_of_quote[earlier];
        if (draft < 0) return -1;
        const TokenRange gap{r.text.quotes[earlier].tokens.end + 1, r.text.quotes[q].tokens.begin - 1};
        const int cue = r.drafts[draft].row.cue_token;
        if (gap.begin > gap.end) return -1;
        if (r.text.sentences[r.text.sentence_of(r.text.quotes[earlier].tokens.begin)].paragraph !=
            r.text.sentences[sentence].paragraph)
            return -1;
        if (gap.empty()) return draft;
        const bool next_sentence = gap.end == r.sentence(sentence).begin && r.tree.tag[gap.end - 1] == Tag::PERIOD &&
                                   r.text.sentence_of(gap.end - 1) == r.text.sentence_of(gap.begin);
        if (!gap.contains(cue) || gap.size() > max_clause + (next_sentence ? max_clause : 0)) return -1;
        return next_sentence || verbs_between(r, gap) <= 1 ? draft : -1;
    }
    return -1;
}

/// Words in marks that a sentence goes on from: "“…” about the ruling, she said" quotes a part of what was said.
bool goes_on_behind(const Reading& r, const Quote& quote, TokenRange after) {
    if (!quote.closed || after.empty() || quote.tokens.empty()) return false;
    const int last = quote.tokens.end - 1;
    if (is_mark(r.tree, last) || r.tree.tag[last] == Tag::PERIOD) return false;
    const Tag next = r.tree.tag[after.begin];
    return next == Tag::IN || next == Tag::TO || next == Tag::CC || r.finite({after.begin, after.begin + 1});
}

/// "These papers, the lawyers said, “all say the same”": the quotation goes on with a clause begun before its cue.
bool completes_clause(const Reading& r, TokenRange before, TokenRange quoted, int cue) {
    const Annotation& tree = r.tree;
    int comma = -1;
    for (int t = before.begin; t < std::min(cue, before.end); ++t)
        if (tree.tag[t] == Tag::COMMA) comma = t;
    if (comma <= before.begin) return false;
    const Tag first = tree.tag[before.begin];
    const unsigned char letter = static_cast<unsigned char>(r.text.word(quoted.begin)[0]);
    return first != Tag::IN && first != Tag::RB && first != Tag::TO && first != Tag::VBG && first != Tag::VBN &&
           first != Tag::CC && !r.finite({before.begin, comma}) && letter >= 'a' && letter <= 'z';
}

void read_quote(Reading& r, int q, int sentence) {
    const Quote& quote = r.text.quotes[q];
    const TokenRange tokens = quote.tokens;
    const TokenRange first = r.sentence(sentence);
    int begin = first.begin;
    for (int t = tokens.begin - 2; t >= begin; --t)
        if (r.quote_of[t] >= 0) {
            begin = t + 1;
            break;
        }
    TokenRange before{begin, std::max(begin, tokens.begin - 1)};
    if (!before.empty() && r.tree.lower(before.end - 1).size() > 1 && r.tree.lower(before.end - 1).ends_with('.'))
        before.begin = before.end;  // "…at 7 p.m. “We …”": the sentence before ended there
    int last = r.text.sentence_of(tokens.end - 1);
    const int after_begin = std::min(r.size(), tokens.end + (quote.closed ? 1 : 0));
    TokenRange after{after_begin, std::max(after_begin, r.sentence(last).end)};
    const int sentences = static_cast<int>(r.text.sentences.size());
    if (after.empty() && last + 1 < sentences &&
        r.text.sentences[last + 1].paragraph == r.text.sentences[last].paragraph) {
        const TokenRange next = r.sentence(last + 1);
        if (next.size() <= max_clause && next.begin <= after_begin + 1) after = {after_begin, next.end};
    }
    const bool speech = r.finite(tokens) || tokens.size() >= 6;
    if (const int earlier = interrupted(r, q, sentence); earlier >= 0 && speech) {
        const Attribution own = attribution_after(r, after);
        if (own.cue < 0 || r.drafts[earlier].row.cue_token == own.cue) return add_piece(r, q, tokens, earlier);
    }
    const bool clean = opens_clean(r, before);
    if (!clean && !(r.tree.lower(before.end - 1) == "that" && speech)) return;
    if (clean && (before.empty() || r.tree.lower(before.end - 1) == ";"))
        if (const Attribution by = attribution_after(r, after); by.cue >= 0 && (speech || tokens.size() >= 2))
            return add_direct(r, q, tokens, by, "quote:after");
    if (!speech || (before.empty() && goes_on_behind(r, quote, after))) return;
    if (const Attribution by = attribution_before(r, before); by.cue >= 0) {
        if (completes_clause(r, before, tokens, by.cue)) return;
        return add_direct(r, q, tokens, by, "quote:before");
    }
    if (!before.empty()) return;
    // The cue stands at the end of the paragraph before: "The letter said, in part:".
    const int paragraph = r.text.sentences[sentence].paragraph;
    const bool opens_paragraph = sentence == 0 || r.text.sentences[sentence - 1].paragraph != paragraph;
    if (sentence > 0) {
        const TokenRange lead = r.sentence(sentence - 1);
        if (!lead.empty() && r.tree.lower(lead.end - 1) == ":" &&
            paragraph - r.text.sentences[sentence - 1].paragraph <= 1)
            if (const Attribution by = attribution_before(r, lead); by.cue >= 0)
                return add_direct(r, q, tokens, by, "quote:before");
    }
    const int carried = quote.continues >= 0 ? r.draft_of_quote[quote.continues] : -1;
    const bool opened = quote.outer.begin < quote.inner.begin;
    if (carried >= 0 && opened) return add_piece(r, q, tokens, carried);
    if (carried >= 0) {  // a message read out: every paragraph is a statement, as in a transcript
        Attribution by;
        by.source.speakers = r.drafts[carried].row.speakers;
        add_direct(r, q, tokens, by, "quote:message");
        r.drafts.back().row.to = r.drafts[carried].row.to;
        return;
    }
    if (!r.finite(tokens)) return;
    if (const int before_it = last_statement(r, opens_paragraph ? paragraph : paragraph); before_it >= 0) {
        Attribution by;
        by.source.speakers = r.drafts[before_it].row.speakers;
        add_direct(r, q, tokens, by, "quote:continued");
        r.drafts.back().row.channel = r.drafts[before_it].row.channel;
    }
}

}  // namespace

void read_quotes(Reading& r, int sentence, int& next_quote) {
    const TokenRange tokens = r.sentence(sentence);
    const int quotes = static_cast<int>(r.text.quotes.size());
    for (; next_quote < quotes && r.text.quotes[next_quote].tokens.begin < tokens.end; ++next_quote) {
        const Quote& quote = r.text.quotes[next_quote];
        if (quote.parent >= 0 || quote.tokens.empty() || quote.tokens.begin < tokens.begin) continue;
        if (r.direct_of[quote.tokens.begin] < 0) read_quote(r, next_quote, sentence);
    }
}

}  // namespace dragoman::findings
