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

constexpr int nearby = 16;  // statements looked at on either side, for the one around another

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

struct Attribution {
    int cue = -1;
    Source source;
    EntityIds through;
};

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
        const bool per = t == after.begin && is_per(r.tree, t, t, after.end);
        if (per || (r.tree.lower(t) == "according" && t + 1 < after.end)) {
            int head = r.tree.head[t];
            if (head <= t || !after.contains(head)) head = t + 2 < after.end ? t + 2 : -1;
            found.cue = t, found.source = source_of(r, head);
            return found;
        }
        if (r.tree.tag[t] == Tag::CC || (r.tree.tag[t] == Tag::IN && t == after.begin)) break;
        if (r.tree.tag[t] == Tag::COMMA && t > after.begin && t + 1 < after.end && r.tree.tag[t + 1] == Tag::WP) {
            int close = t + 2;  // "Jan Novak, who leads the team, told reporters"
            while (close < after.end && r.tree.tag[close] != Tag::COMMA && r.quote_of[close] < 0) ++close;
            if (close + 1 < after.end && r.tree.tag[close] == Tag::COMMA && r.finite({close + 1, close + 2})) t = close;
            continue;
        }
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
        if (!cue || !close || r.negated(t) || (t > 0 && r.tree.tag[t - 1] == Tag::TO && !goes_on_to(r.tree, t))) {
            if (colon) continue;
            break;
        }
        found.cue = t, found.source = speaker_beside(r, t, before), found.through = quoted_by(r, t);
        if (found.source.head < 0) found.cue = -1;
        return found;
    }
    return found;
}

bool ends_line(const Reading& r, int t) {
    if (t + 1 >= r.size()) return true;
    return r.text.slice({r.text.tokens[t].end, r.text.tokens[t + 1].begin}).find('\n') != std::string_view::npos;
}

bool is_dash(std::string_view word) { return word == "―" || word == "—" || word == "–" || word == "--" || word == "-"; }

/// "“He is right.” — Ana Ruiz": a name alone behind a dash, up to the end of the line.
Attribution signature_after(const Reading& r, int dash) {
    Attribution found;
    if (dash + 1 >= r.size() || !is_dash(r.text.word(dash))) return found;
    const int m = r.mention_over[dash + 1];
    if (m < 0 || r.mentions.mentions[m].kind != MentionKind::name || r.mentions.mentions[m].tokens.begin > dash + 1)
        return found;
    int last = r.mentions.mentions[m].tokens.end - 1;
    const int farthest = std::min(r.size() - 1, last + 12);  // "— Ana Ruiz, the mayor of Lima"
    while (last < farthest && !ends_line(r, last) && r.quote_of[last + 1] < 0 && !r.finite({last + 1, last + 2}))
        ++last;
    if (ends_line(r, last)) found.source = source_of(r, r.mentions.mentions[m].head);
    return found;
}

/// The line before a quotation signs the one above it.
bool signs(const Reading& r, TokenRange before) {
    return is_dash(r.text.word(before.begin)) && ends_line(r, before.end - 1);
}

/// "A message that was read out by his envoy, Alma Duarte:" gives the words of who wrote it, through who read them.
Attribution message_read_out(const Reading& r, TokenRange lead) {
    Attribution found;
    for (int t = lead.end - 1; t > lead.begin; --t) {
        if (!r.tree.is_verb(t) || !in(r.tree.lemma(t), {"read", "deliver", "recite", "relay", "convey"})) continue;
        const int agent = r.tree.child(t, Dep::obl_agent);
        if (agent < 0 && r.tree.child(t, Dep::aux_pass) < 0) return found;
        for (int noun = t - 1; noun >= lead.begin; --noun) {
            if (r.lexicon.channel_at(r.tree, noun) != ChannelSort::document) continue;
            found.source = source_of(r, noun);
            if (found.source.speakers.empty()) return {};
            if (agent >= 0) found.through = entities_at(r, agent);
            found.cue = t;
            return found;
        }
        return found;
    }
    return found;
}

/// "Senator Ruiz issued the following statement on the treaty:"
Attribution announced(const Reading& r, TokenRange lead) {
    const Annotation& tree = r.tree;
    Attribution found;
    for (int t = lead.begin; t < lead.end; ++t) {
        if (!tree.is_verb(t) || !in(tree.lemma(t), {"issue", "release", "make", "give", "deliver", "send", "publish"}))
            continue;
        const int object = tree.child(t, Dep::obj);
        if (object < t || unreal(r, t)) continue;
        const bool words = r.lexicon.channel_at(tree, object) == ChannelSort::document ||
                           in(tree.lemma(object), {"remark", "comment", "announcement", "answer", "reply"});
        bool follows = false;
        for (int u = t + 1; u < object; ++u) follows = follows || in(tree.lower(u), {"following", "this", "these"});
        const Subject subject = words && follows ? subject_of(r, t) : Subject{};
        if (subject.head < 0 || subject.passive) continue;
        found.source = source_of(r, subject.head);
        if (!found.source.speakers.empty() && can_act(r, found.source.speakers)) found.cue = t;
        return found;
    }
    return found;
}

/// "Mr Ruiz's message to the union was as follows:"
Attribution as_follows(const Reading& r, TokenRange lead) {
    Attribution found;
    if (lead.size() < 5 || r.tree.lower(lead.end - 2) != "follows" || r.tree.lower(lead.end - 3) != "as") return found;
    for (int t = lead.begin; t < lead.end; ++t)
        if (r.lexicon.channel_at(r.tree, t) == ChannelSort::document) {
            found.source = source_of(r, t);
            if (!found.source.speakers.empty()) found.cue = lead.end - 2;
            return found;
        }
    return found;
}

/// "Ruiz answered at once." in front of a paragraph that is a quotation: the cue has no other words.
Attribution answer_before(const Reading& r, TokenRange lead) {
    Attribution found;
    if (lead.size() > 14 || lead.empty() || r.tree.tag[lead.end - 1] != Tag::PERIOD) return found;
    for (int t = lead.begin; t < lead.end; ++t) {
        if (r.quote_of[t] >= 0) return {};
        if (!r.finite({t, t + 1})) continue;
        const Cue* cue = speech_cue(r, t);
        const bool bare = cue && cue->kind == "say" && r.tree.head[t] < 0 && !r.spent[t] && !unreal(r, t) &&
                          r.tree.child(t, Dep::ccomp) < 0 && r.tree.child(t, Dep::xcomp) < 0 &&
                          r.tree.child(t, Dep::obj) < 0 && r.tree.child(t, Dep::advcl) < 0 &&
                          !r.finite({t + 1, lead.end});
        if (!bare) return {};
        found.cue = t, found.source = speaker_beside(r, t, {lead.begin, t});
        if (found.source.speakers.empty() || !can_act(r, found.source.speakers)) found.cue = -1;
        return found;
    }
    return found;
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

void add_direct(Reading& r, int q, TokenRange tokens, const Attribution& by, std::string rule) {
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

/// "“Leave” was all she said", "“a net” is how the union put it": the quotation is what was said.
Attribution attribution_as_predicate(const Reading& r, TokenRange after) {
    Attribution found;
    if (after.size() < 4 || r.tree.lemma(after.begin) != "be") return found;
    if (!in(r.tree.lower(after.begin + 1), {"all", "what", "how"})) return found;
    for (int t = after.begin + 2; t < std::min(after.end, after.begin + max_clause); ++t) {
        if (r.quote_of[t] >= 0 || r.tree.tag[t] == Tag::COMMA) break;
        if (!r.tree.is_verb(t) || (r.tree.lemma(t) != "put" && !speech_cue(r, t))) continue;
        found.cue = t, found.source = source_beside(r, t, {after.begin + 2, t});
        if (found.source.head < 0 || r.negated(t)) found.cue = -1;
        break;
    }
    return found;
}

/// Words in marks that a sentence goes on from: "“…” about the ruling, she said" quotes a part of what was said.
bool goes_on_behind(const Reading& r, const Quote& quote, TokenRange after) {
    if (!quote.closed || after.empty() || quote.tokens.empty()) return false;
    const int last = quote.tokens.end - 1;
    if (is_mark(r.tree, last) || r.tree.tag[last] == Tag::PERIOD) return false;
    const Tag next = r.tree.tag[after.begin];
    return next == Tag::IN || next == Tag::TO || next == Tag::CC || r.finite({after.begin, after.begin + 1});
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
    const Tag first = tree.tag[before.begin];
    const bool own_subject = cue - comma < 6 && subject_of(r, cue).head > comma && subject_of(r, cue).head < cue;
    const unsigned char letter = static_cast<unsigned char>(r.text.word(quoted.begin)[0]);
    return first != Tag::IN && first != Tag::RB && first != Tag::TO && first != Tag::VBG && first != Tag::VBN &&
           first != Tag::CC && first != Tag::WRB && tree.lower(before.begin) != "asked" && letter >= 'a' &&
           letter <= 'z' && (!r.finite({before.begin, comma}) || (own_subject && tree.tag[comma + 1] != Tag::CC));
}

/// "Asked about it, Ruiz said, “…,” she said.": the closing cue, which a second quotation may go on from.
Attribution repeated_cue(const Reading& r, TokenRange after, const Attribution& first) {
    Attribution again;
    if (after.empty() || r.tree.lower(after.begin) != r.text.word(after.begin)) return again;  // another sentence
    again = attribution_after(r, after);
    const bool alone = again.cue == after.begin || again.source.head == after.begin;  // not "when asked if he would"
    if (!alone || !r.tree.is_pronoun(again.source.head) || again.source.speakers != first.source.speakers)
        again.cue = -1;
    return again;
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
            if (const Attribution by = message_read_out(r, lead); by.cue >= 0)
                return add_direct(r, q, tokens, by, "quote:message");
            if (const Attribution by = announced(r, lead); by.cue >= 0)
                return add_direct(r, q, tokens, by, "quote:message");
            if (const Attribution by = as_follows(r, lead); by.cue >= 0)
                return add_direct(r, q, tokens, by, "quote:message");
            if (const Attribution by = attribution_before(r, lead); by.cue >= 0)
                return add_direct(r, q, tokens, by, "quote:before");
        }
        if (!lead.empty() && next && opens_paragraph)
            if (const Attribution by = answer_before(r, lead); by.cue >= 0)
                return add_direct(r, q, tokens, by, "quote:answer");
    }
    const bool opened = quote.outer.begin < quote.inner.begin;
    if (carried >= 0 && opened && !read_out(r, carried)) return add_piece(r, q, tokens, carried);
    if (carried >= 0) {  // a message read out: every paragraph is a statement, as in a transcript
        Attribution by;
        by.source.speakers = r.drafts[carried].row.speakers;
        add_direct(r, q, tokens, by, "quote:message");
        r.drafts.back().row.to = r.drafts[carried].row.to;
        r.drafts.back().row.channel = r.drafts[carried].row.channel;
        r.drafts.back().row.through = r.drafts[carried].row.through;
        return;
    }
    if (!r.finite(tokens)) return;
    if (const int before_it = last_statement(r, paragraph); before_it >= 0) {
        Attribution by;
        by.source.speakers = r.drafts[before_it].row.speakers;
        add_direct(r, q, tokens, by, "quote:continued");
        r.drafts.back().row.channel = r.drafts[before_it].row.channel;
    }
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
    // "She replied: “Ask me in May.”": after a colon a full stop makes a sentence, however short
    const bool whole = !before.empty() && tokens.size() > 1 && r.tree.lower(before.end - 1) == ":" &&
                       r.tree.tag[tokens.end - 1] == Tag::PERIOD;
    const bool speech = r.finite(tokens) || tokens.size() >= 6 || goes_on || whole;
    if (const int earlier = interrupted(r, q, sentence); earlier >= 0 && speech) {
        const Attribution own = attribution_after(r, after);
        if (own.cue < 0 || r.drafts[earlier].row.cue_token == own.cue) return add_piece(r, q, tokens, earlier);
    }
    if (const int begun = runs_on(r, before, tokens) ? interrupted(r, q, sentence) : -1; begun >= 0)
        return add_piece(r, q, tokens, begun);  // “Soon,” she said, “at nine”
    if (before.empty())
        if (const Attribution by = attribution_as_predicate(r, after); by.cue >= 0)
            return add_direct(r, q, tokens, by, "quote:predicate");
    if (before.empty() && speech && quote.closed)
        if (const Attribution by = signature_after(r, after_begin); !by.source.speakers.empty())
            return add_direct(r, q, tokens, by, "quote:signature");
    const bool clean = opens_clean(r, before);
    const bool that = !before.empty() && r.tree.lower(before.end - 1) == "that";
    if (!clean && (!that || !speech || clause_goes_on(r, quote, after))) return;
    if (clean && (before.empty() || r.tree.lower(before.end - 1) == ";"))
        if (const Attribution by = attribution_after(r, after); by.cue >= 0 && (speech || tokens.size() >= 2))
            return add_direct(r, q, tokens, by, "quote:after");
    if (!speech || (before.empty() && goes_on_behind(r, quote, after))) return;
    if (const Attribution by = attribution_before(r, before); by.cue >= 0) {
        if (completes_clause(r, before, tokens, by.cue)) return;
        if (const Attribution again = repeated_cue(r, after, by); again.cue >= 0) {
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
