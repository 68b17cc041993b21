// Direct speech: which quotations are speech, and whose.
//
// A quotation is attributed, in this order, by a cue after it ("…," X said), a cue before it
// (X said: "…"), an "according to" after it, the statement that it goes on with ("…," X said.
// "…"), or the last speaker before it. What none of these explains is a title, a name or a word
// held at arm's length, and no statement.
#include <algorithm>

#include "findings/statements/quote_cues.h"

namespace dragoman::findings {
namespace {

constexpr int nearby = 16;  // statements looked at on either side, for the one around another

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// A message whose words fill whole paragraphs, led by "The message said, in part:" above them.
bool read_out(const Reading& r, int draft) {
    const Draft& first = r.drafts[draft];
    if (first.row.rule == "quote:message") return true;
    const int cue = first.row.cue_token, words = first.content.front().begin;
    return cue >= 0 && cue < words &&
           r.text.sentences[r.text.sentence_of(cue)].paragraph <
               r.text.sentences[r.text.sentence_of(words)].paragraph &&
           !first.row.channel.empty();
}

bool opens_clean(const Reading& r, TokenRange before) {
    if (before.empty()) return true;
    const int last = before.end - 1;
    const std::string_view word = r.tree.lower(last);
    return word == "," || word == ":" || word == ";" || (word.size() > 1 && word.ends_with('.')) || speech_cue(r, last);
}

/// Head of the phrase that names who is spoken to: "told reporters", "wrote to the board"; -1 if there is none.
int addressee_of(const Reading& r, int verb) {
    const Cue* cue = speech_cue(r, verb);
    if (!cue || cue->addressee.empty()) return -1;
    const bool object = cue->addressee == "object";
    for (int c = r.tree.first_child[verb]; c >= 0; c = r.tree.next_sibling[c]) {
        if (c < verb || r.quote_of[c] >= 0) continue;
        if (object && (r.tree.dep[c] == Dep::obj || r.tree.dep[c] == Dep::iobj)) return c;
        if (!object && r.tree.dep[c] == Dep::obl && preposition_of(r.tree, c) == cue->addressee &&
            can_act(r, entities_at(r, c)))
            return c;
    }
    return -1;
}

void add_direct(Reading& r, int q, TokenRange tokens, const QuoteCue& by, std::string rule) {
    Draft draft;
    draft.row.form = Form::direct;
    const Source source = speaks_on(r, by.source, true);
    draft.row.speakers = teller_of(r, source, tokens);
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
        if (const int to = addressee_of(r, by.cue); to >= 0) draft.row.to = entities_at(r, to);
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

/// Told inside what another says in the same sentence: "Ruiz said that the claims Novak made were false".
bool is_nested(const Reading& r, int d) {
    const int cue = r.drafts[d].row.cue_token;
    const int last = std::min(static_cast<int>(r.drafts.size()), d + nearby);
    for (int other = std::max(0, d - nearby); cue >= 0 && other < last; ++other)
        if (other != d && r.drafts[other].sentence == r.drafts[d].sentence)
            for (TokenRange piece : r.drafts[other].content)
                if (piece.contains(cue)) return true;
    return false;
}

/// The last statement before a token, if it stands in the same paragraph or the one before.
int last_statement(const Reading& r, int paragraph) {
    for (int d = static_cast<int>(r.drafts.size()) - 1; d >= 0; --d) {
        const int at = r.text.sentences[r.drafts[d].sentence].paragraph;
        if (at < paragraph - 1) return -1;
        if (!r.drafts[d].row.speakers.empty() && !is_nested(r, d)) return d;
    }
    return -1;
}

/// “So we did.” A sentence that follows is its cue clause when it says nothing else: “Never!” he cried. After a full
/// stop a capital letter begins another sentence, whose cue leads to words of its own: “We lost.” He added: “We lost
/// twice.”
bool is_cue_clause(const Reading& r, TokenRange next, int last) {
    const Annotation& tree = r.tree;
    const char letter = r.text.word(next.begin)[0];
    if (letter >= 'a' && letter <= 'z') return true;
    int cue = next.begin;
    while (cue < next.end && !speech_cue(r, cue)) ++cue;
    if (cue == next.end) return false;
    const bool stopped = tree.tag[last] == Tag::PERIOD && r.text.word(last).ends_with('.');
    if (stopped && cue + 1 < next.end && tree.tag[cue + 1] != Tag::PERIOD && tree.tag[cue + 1] != Tag::IN &&
        tree.tag[cue + 1] != Tag::RB && tree.tag[cue + 1] != Tag::COMMA && r.mentions.time_of_token[cue + 1] < 0)
        return false;
    for (int t = cue + 1; t < next.end; ++t)
        if (r.quote_of[t] >= 0 || tree.lower(t) == ":" || (stopped && r.finite({t, t + 1})) ||
            (tree.lower(t) == "that" && tree.tag[t] == Tag::IN))
            return false;
    return true;
}

/// Words in marks that a sentence goes on from: "“…” about the ruling, she said" quotes a part of what was said.
bool goes_on_behind(const Reading& r, const Quote& quote, TokenRange after) {
    if (!quote.closed || after.empty() || quote.tokens.empty()) return false;
    const int last = quote.tokens.end - 1;
    if (is_mark(r.tree, last) || r.tree.tag[last] == Tag::PERIOD) return false;
    const Tag next = r.tree.tag[after.begin];
    return next == Tag::IN || next == Tag::TO || next == Tag::CC || r.finite({after.begin, after.begin + 1});
}

/// "“We won” about the game, [she said]": a cue of its own behind the words that the marks leave out.
bool ends_with_cue(const Reading& r, TokenRange after) {
    for (int t = after.begin; t < after.end; ++t)
        if (r.tree.tag[t] == Tag::COMMA && closing_cue(r, t, after.end)) return true;
    return false;
}

/// "said that “the fines are so low” in Peru that firms pay them": the marks hold only the first part of a clause.
bool clause_goes_on(const Reading& r, const Quote& quote, TokenRange after) {
    if (!goes_on_behind(r, quote, after) || r.tree.tag[after.begin] == Tag::CC) return false;
    for (int t = after.begin; t < std::min(after.end, after.begin + 5); ++t)
        if (r.mentions.time_of_token[t] >= 0 || r.lexicon.channel_at(r.tree, t) != ChannelSort::none) return false;
    return true;
}

/// "These papers, the lawyers said, “all say the same”", "The hall was empty, he said, “but people came”": the
/// quotation goes on with words begun before its cue.
bool completes_clause(const Reading& r, TokenRange before, TokenRange quoted, int cue) {
    const Annotation& tree = r.tree;
    int comma = -1;
    for (int t = before.begin; t < std::min(cue, before.end); ++t)
        if (tree.tag[t] == Tag::COMMA) comma = t;
    if (comma <= before.begin) return false;
    // "Ana Ruiz, a former minister, told a panel, “every day …”"
    if (const int speaker = subject_of(r, cue).head; cue == comma + 1 && speaker >= before.begin && speaker < comma)
        return false;
    const Tag first = tree.tag[before.begin];
    const bool own_subject = cue - comma < 6 && subject_of(r, cue).head > comma && subject_of(r, cue).head < cue;
    const unsigned char letter = static_cast<unsigned char>(r.text.word(quoted.begin)[0]);
    return first != Tag::IN && first != Tag::RB && first != Tag::TO && first != Tag::VBG && first != Tag::VBN &&
           first != Tag::CC && first != Tag::WRB && tree.lower(before.begin) != "asked" && letter >= 'a' &&
           letter <= 'z' && (!r.finite({before.begin, comma}) || (own_subject && tree.tag[comma + 1] != Tag::CC));
}

/// A quotation that nothing in its sentence explains: its cue stands at the end of the paragraph before, "The letter
/// said, in part:", or it carries on what came before.
void read_alone(Reading& r, int q, int sentence, int carried) {
    const Quote& quote = r.text.quotes[q];
    const TokenRange tokens = quote.tokens;
    const int paragraph = r.text.sentences[sentence].paragraph;
    const bool opens_paragraph = sentence == 0 || r.text.sentences[sentence - 1].paragraph != paragraph;
    if (sentence > 0) {
        const TokenRange lead = r.sentence(sentence - 1);
        const bool next = paragraph - r.text.sentences[sentence - 1].paragraph <= 1;
        if (!lead.empty() && next && r.tree.lower(lead.end - 1) == ":") {
            if (const QuoteCue by = message_before(r, lead); by.cue >= 0)
                return add_direct(r, q, tokens, by, "quote:message");
            if (const QuoteCue by = cue_before(r, lead); by.cue >= 0)
                return add_direct(r, q, tokens, by, "quote:before");
        }
        if (!lead.empty() && next && opens_paragraph)
            if (const QuoteCue by = answer_before(r, lead); by.cue >= 0)
                return add_direct(r, q, tokens, by, "quote:answer");
    }
    const bool opened = quote.outer.begin < quote.inner.begin;
    if (carried >= 0 && opened && !read_out(r, carried)) return add_piece(r, q, tokens, carried);
    if (carried >= 0) {  // a message read out: every paragraph is a statement, as in a transcript
        QuoteCue by;
        by.source.speakers = r.drafts[carried].row.speakers;
        add_direct(r, q, tokens, by, "quote:message");
        r.drafts.back().row.to = r.drafts[carried].row.to;
        r.drafts.back().row.channel = r.drafts[carried].row.channel;
        r.drafts.back().row.through = r.drafts[carried].row.through;
        return;
    }
    if (!r.finite(tokens)) return;
    if (const int before_it = last_statement(r, paragraph); before_it >= 0) {
        QuoteCue by;
        by.source.speakers = r.drafts[before_it].row.speakers;
        add_direct(r, q, tokens, by, "quote:continued");
        r.drafts.back().row.channel = r.drafts[before_it].row.channel;
    }
}

/// "She replied: “Ask me in May.”", "She said, “Go home,” when he came": behind a colon or the cue a full stop or comma
/// makes a sentence, however short; what is chanted is speech.
bool is_whole(const Reading& r, TokenRange before, TokenRange quoted) {
    if (before.empty() || quoted.size() < 2) return false;
    const Tag last = r.tree.tag[quoted.end - 1];
    if (r.tree.lower(before.end - 1) == ":") return last == Tag::PERIOD;
    if (r.tree.is_verb(before.end - 1) && in(r.tree.lemma(before.end - 1), {"chant", "cry", "scream", "shout", "yell"}))
        return true;
    return r.tree.tag[before.end - 1] == Tag::COMMA && before.size() > 1 && speech_cue(r, before.end - 2) &&
           (last == Tag::PERIOD || last == Tag::COMMA);
}

/// "Ruiz was less sure: “It will fail,” she said.", "In a film he looks stern: “…,” the senator says.": nothing before
/// the colon says it, and a cue behind the comma inside the marks does.
QuoteCue cue_behind_colon(const Reading& r, TokenRange before, TokenRange quoted, TokenRange after) {
    if (before.empty() || r.tree.lower(before.end - 1) != ":" || r.tree.tag[quoted.end - 1] != Tag::COMMA) return {};
    for (int t = before.begin; t < before.end; ++t)
        if (const Cue* cue = r.finite({t, t + 1}) ? speech_cue(r, t) : nullptr;
            cue && in(cue->kind, {"ask", "deny", "say", "write"}))
            return {};
    return cue_after(r, after);
}

void read_quote(Reading& r, int q, int sentence) {
    const Quote& quote = r.text.quotes[q];
    const TokenRange tokens = quote.tokens;
    const int carried = quote.continues >= 0 ? r.draft_of_quote[quote.continues] : -1;
    if (carried >= 0 && next_line(r, quote) && !read_out(r, carried)) return add_piece(r, q, tokens, carried);
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
    if (!before.empty() && signs(r, before)) before.begin = before.end;
    const Quote& end = last_line(r, q);
    int last = r.text.sentence_of(std::max(end.tokens.end - 1, tokens.begin));
    const int after_begin = std::min(r.size(), end.tokens.end + (end.closed ? 1 : 0));
    TokenRange after{after_begin, std::max(after_begin, r.sentence(last).end)};
    const int sentences = static_cast<int>(r.text.sentences.size());
    if (after.empty() && last + 1 < sentences &&
        r.text.sentences[last + 1].paragraph == r.text.sentences[last].paragraph) {
        const TokenRange next = r.sentence(last + 1);
        if (next.size() <= max_clause && next.begin <= after_begin + 1 && is_cue_clause(r, next, end.tokens.end - 1))
            after = {after_begin, next.end};
    }
    const bool goes_on = q + 1 < static_cast<int>(r.text.quotes.size()) && r.text.quotes[q + 1].continues == q;
    const bool whole = is_whole(r, before, tokens);
    const bool speech = r.finite(tokens) || tokens.size() >= 6 || goes_on || whole;
    const bool told_behind = goes_on_behind(r, quote, after) && ends_with_cue(r, after);
    if (const int earlier = interrupted(r, q, sentence); earlier >= 0 && speech && !told_behind) {
        const QuoteCue own = cue_after(r, after);
        if (own.cue < 0 || r.drafts[earlier].row.cue_token == own.cue) return add_piece(r, q, tokens, earlier);
    }
    if (const int begun = runs_on(r, before, tokens) ? interrupted(r, q, sentence) : -1; begun >= 0)
        return add_piece(r, q, tokens, begun);  // “Soon,” she said, “at nine”
    if (before.empty())
        if (const QuoteCue by = cue_as_predicate(r, after); by.cue >= 0)
            return add_direct(r, q, tokens, by, "quote:predicate");
    if (before.empty() && speech && quote.closed)
        if (const QuoteCue by = signature_after(r, after_begin); !by.source.speakers.empty())
            return add_direct(r, q, tokens, by, "quote:signature");
    const bool clean = opens_clean(r, before);
    const bool that = !before.empty() && r.tree.lower(before.end - 1) == "that";
    if (!clean && (!that || !speech || clause_goes_on(r, quote, after))) return;
    if (clean && (before.empty() || r.tree.lower(before.end - 1) == ";"))
        if (const QuoteCue by = cue_after(r, after); by.cue >= 0 && (speech || tokens.size() >= 2))
            return add_direct(r, q, tokens, by, "quote:after");
    if (!speech || (before.empty() && goes_on_behind(r, quote, after))) return;
    if (const QuoteCue by = cue_behind_colon(r, before, tokens, after); by.cue >= 0)
        return add_direct(r, q, tokens, by, "quote:after");
    if (const QuoteCue by = cue_before(r, before); by.cue >= 0) {
        if (completes_clause(r, before, tokens, by.cue)) return;
        if (const QuoteCue again = cue_repeated(r, after, by); again.cue >= 0) {
            r.spent[by.cue] = 1;
            return add_direct(r, q, tokens, again, "quote:after");
        }
        return add_direct(r, q, tokens, by, "quote:before");
    }
    if (!before.empty()) return;
    read_alone(r, q, sentence, carried);
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
