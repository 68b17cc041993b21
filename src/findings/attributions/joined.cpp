#include "findings/attributions/joined.h"

#include <algorithm>

namespace dragoman::findings {
namespace {

constexpr int reach = 25;     // tokens between a cue and its source, a content and its cue
constexpr int far = 1 << 20;  // further than any

bool is_mark(const Text& text, int token) {
    const std::string_view word = text.word(token);
    return word == "\"" || word == "''" || word == "``" || word == "“" || word == "”" || word == "'" || word == "‘" ||
           word == "’";
}

/// "In his book “Home Again,” Ruiz suggested …", "the nickname “Big Ana”": nothing but what something is called, behind
/// the word that says so.
bool is_name_in_marks(const Text& text, TokenRange content) {
    if (content.size() < 3 || !is_mark(text, content.begin) || !is_mark(text, content.end - 1)) return false;
    int before = content.begin - 1;
    if (before > 0 && text.word(before) == ",") --before;
    constexpr std::string_view works[] = {"ad",   "album", "anthem", "book",  "documentary", "essay", "film",
                                          "hit",  "movie", "named",  "novel", "nickname",    "play",  "poem",
                                          "show", "song",  "spot",   "title", "titled"};
    if (before < 0 || std::find(std::begin(works), std::end(works), text.word(before)) == std::end(works)) return false;
    for (int t = content.begin + 1; t < content.end - 1; ++t)
        if (const char first = text.word(t)[0]; first >= 'a' && first <= 'z' && text.word(t).size() > 3) return false;
    return true;
}

class Spans {
public:
    Spans(const Text& text, const std::vector<AttributionSpan>& spans)
        : text_(text), spans_(spans), paragraph_(spans.size()), source_before_(spans.size(), -1) {
        std::uint32_t at = 0;
        for (int i = 0, paragraph = 0, source = -1; i < size(); ++i) {
            const std::uint32_t begin = text.tokens[spans[i].tokens.begin].begin;
            const std::string_view passed = text.slice({at, begin});
            paragraph += passed.find('\n') != std::string_view::npos;
            paragraph_[i] = paragraph, source_before_[i] = source, at = begin;
            if (is(i, AttributionPart::source)) source = i;
        }
    }

    std::vector<Attribution> read() {
        int last = -1;  // the content before
        for (int i = 0; i < size(); ++i) {
            if (!is(i, AttributionPart::content) || is_name_in_marks(text_, spans_[i].tokens)) continue;
            if (last >= 0 && leads_into(last, i)) {
                found_.back().content.back().end = spans_[i].tokens.end;
                found_.back().chance = std::min(found_.back().chance, spans_[i].chance);
                if (found_.back().cue.size() == 0) name_cue(found_.back(), cue_of(i));
            } else if (last >= 0 && goes_on(last, i)) {
                Attribution& open = found_.back();
                open.content.push_back(spans_[i].tokens);
                open.chance = std::min(open.chance, spans_[i].chance);
                name_cue(open, cue_between(last, i));
            } else {
                found_.push_back({{spans_[i].tokens}, {}, {}, spans_[i].chance, -1});
                name_cue(found_.back(), cue_of(i));
            }
            last = i;
        }
        return std::move(found_);
    }

private:
    int size() const { return static_cast<int>(spans_.size()); }
    bool is(int i, AttributionPart part) const { return i >= 0 && i < size() && spans_[i].part == part; }

    /// The next span on one side that is no source, where it is a cue; else -1.
    int cue_beside(int i, int step) const {
        int at = i + step;
        while (is(at, AttributionPart::source)) at += step;
        return is(at, AttributionPart::cue) ? at : -1;
    }

    /// The one cue, with a source at most, between two contents; else -1.
    int cue_between(int a, int b) const {
        int cue = -1, sources = 0;
        for (int i = a + 1; i < b; ++i) {
            if (is(i, AttributionPart::cue) && cue >= 0) return -1;
            if (is(i, AttributionPart::cue)) cue = i;
            sources += is(i, AttributionPart::source);
        }
        return sources > 1 ? -1 : cue;
    }

    bool closes(int i) const {
        const int end = spans_[i].tokens.end;
        return is_mark(text_, end - 1) || (end < static_cast<int>(text_.tokens.size()) && is_mark(text_, end));
    }
    bool opens(int i) const {
        const int begin = spans_[i].tokens.begin;
        return is_mark(text_, begin) || (begin > 0 && is_mark(text_, begin - 1));
    }

    bool same_paragraph(int a, int b) const { return paragraph_[a] == paragraph_[b]; }

    /// "With so many boats, “there is no one to blame,” he said": the words that lead into a quotation.
    bool leads_into(int a, int b) const {
        return b == a + 1 && spans_[b].tokens.begin - spans_[a].tokens.end <= 1 && !closes(a) &&
               is_mark(text_, spans_[b].tokens.begin) &&
               text_.sentence_of(spans_[a].tokens.end - 1) == text_.sentence_of(spans_[b].tokens.begin);
    }

    /// Is the second content the rest of the first, behind its cue? Of neighbours in PolNeAR's development articles,
    /// told so, nine in ten are; of those whose first has a cue before it already, only quotations are.
    bool goes_on(int a, int b) const {
        const int cue = cue_between(a, b);
        if (cue < 0 || !same_paragraph(a, b) || closes(a) != opens(b)) return false;
        // "It rained, Ruiz said. It snowed, Bekele said.": the second has a cue of its own.
        if (distance(cue, b) >= reach && distance(b, cue_beside(b, 1)) < reach) return false;
        if (cue_beside(a, -1) < 0) return true;
        return closes(a) && b - a > 2 && gap(cue, b) > 1;  // not "…”, but added: “…”"
    }

    int gap(int a, int b) const { return std::max(0, spans_[b].tokens.begin - spans_[a].tokens.end); }

    /// How far a cue is from a content: one of the same sentence is nearer than any other.
    int distance(int a, int b) const {
        if (a < 0 || b < 0 || gap(a, b) > reach || !same_paragraph(a, b)) return far;
        const bool apart = text_.sentence_of(spans_[a].tokens.end - 1) != text_.sentence_of(spans_[b].tokens.begin);
        return gap(a, b) + (apart ? reach : 0);
    }

    int cue_of(int content) const {
        const int before = cue_beside(content, -1), after = cue_beside(content, 1);
        const int to_before = distance(before, content), to_after = distance(content, after);
        if (std::min(to_before, to_after) == far) return -1;
        return to_before <= to_after ? before : after;
    }

    /// The source beside the cue; else whoever the paragraph named before ("Ruiz said …, adding …").
    void name_cue(Attribution& attribution, int cue) const {
        if (cue < 0) return;
        attribution.cue = spans_[cue].tokens;
        const int left = is(cue - 1, AttributionPart::source) ? cue - 1 : -1;
        const int right = is(cue + 1, AttributionPart::source) ? cue + 1 : -1;
        const int to_left = distance(left, cue), to_right = distance(cue, right);
        int source = to_left <= to_right ? left : right;
        if (std::min(to_left, to_right) == far) source = source_before_[cue];
        if (source >= 0 && same_paragraph(std::min(source, cue), std::max(source, cue)))
            attribution.source = spans_[source].tokens;
    }

    const Text& text_;
    const std::vector<AttributionSpan>& spans_;
    std::vector<int> paragraph_;      ///< of each span
    std::vector<int> source_before_;  ///< the last source before each span, or -1
    std::vector<Attribution> found_;
};

TokenRange tokens_of(const Text& text, Span span) {
    const auto first = std::partition_point(text.tokens.begin(), text.tokens.end(),
                                            [&](const Token& t) { return t.end <= span.begin; });
    const auto last =
        std::partition_point(first, text.tokens.end(), [&](const Token& t) { return t.begin < span.end; });
    return {static_cast<int>(first - text.tokens.begin()), static_cast<int>(last - text.tokens.begin())};
}

/// The direct speech of a statement that stands in no other.
Attribution quoted(const Text& text, const Statement& statement, int index) {
    Attribution attribution;
    for (const Span piece : statement.content) attribution.content.push_back(tokens_of(text, piece));
    if (!statement.cue.empty()) attribution.cue = tokens_of(text, statement.cue);
    if (!statement.source_words.empty()) attribution.source = tokens_of(text, statement.source_words);
    attribution.statement = index;
    return attribution;
}

/// The direct speech of the record's rules.
class Quoted {
public:
    Quoted(const Text& text, const Findings& findings) : owner_(text.tokens.size(), -1) {
        for (std::size_t i = 0; i < findings.statements.size(); ++i) {
            const Statement& statement = findings.statements[i];
            if (statement.form != Form::direct || statement.parent >= 0) continue;
            const int speech = static_cast<int>(speech_.size());
            speech_.push_back(quoted(text, statement, static_cast<int>(i)));
            for (const TokenRange piece : speech_.back().content)
                std::fill(owner_.begin() + piece.begin, owner_.begin() + piece.end, speech);
        }
    }

    const std::vector<Attribution>& speech() const { return speech_; }

    /// The speech all of whose words but its marks the contents are; -1 where they are none's.
    int owner(const Attribution& attribution) const {
        int owner = -1;
        for (const TokenRange piece : attribution.content) {
            const int first = std::min(piece.begin + 1, piece.end - 1), last = std::max(piece.end - 2, piece.begin);
            const int of = owner_[first];
            if (of < 0 || owner_[last] != of || (owner >= 0 && owner != of)) return -1;
            owner = of;
        }
        return owner;
    }

private:
    std::vector<int> owner_;  ///< of each token: the speech it is of, or -1
    std::vector<Attribution> speech_;
};

/// Labels that stand apart where a rule reads one speech, its cue far from what goes on behind ("“…,” said Ruiz, who
/// had come by train. “…”"), are of one attribution.
void join_speech(std::vector<Attribution>& all, const Quoted& quoted) {
    std::vector<Attribution> joined;
    std::vector<int> first(quoted.speech().size(), -1);  // of each speech: where its first label went
    for (Attribution& attribution : all) {
        const int owner = quoted.owner(attribution);
        if (owner >= 0 && first[owner] >= 0) {
            Attribution& open = joined[first[owner]];
            open.content.insert(open.content.end(), attribution.content.begin(), attribution.content.end());
            open.chance = std::min(open.chance, attribution.chance);
            if (open.cue.begin == open.cue.end) open.cue = attribution.cue;
            if (open.source.begin == open.source.end) open.source = attribution.source;
        } else {
            if (owner >= 0) first[owner] = static_cast<int>(joined.size());
            joined.push_back(std::move(attribution));
        }
    }
    all = std::move(joined);
}

}  // namespace

std::vector<Attribution> join_attributions(const Text& text, const std::vector<AttributionSpan>& spans,
                                           const Findings& findings) {
    std::vector<Attribution> all = Spans(text, spans).read();
    const Quoted quoted(text, findings);
    join_speech(all, quoted);
    std::vector<char> taken(text.tokens.size(), 0);
    for (const Attribution& attribution : all)
        for (const TokenRange piece : attribution.content)
            std::fill(taken.begin() + piece.begin, taken.begin() + piece.end, 1);
    for (const Attribution& own : quoted.speech()) {
        int words = 0, labelled = 0;
        for (const TokenRange piece : own.content)
            for (int t = piece.begin; t < piece.end; ++t) ++words, labelled += taken[t];
        if (words > 0 && labelled * 5 < words) all.push_back(own);
    }
    std::stable_sort(all.begin(), all.end(), [](const Attribution& a, const Attribution& b) {
        return a.content.front().begin < b.content.front().begin;
    });
    return all;
}

}  // namespace dragoman::findings
