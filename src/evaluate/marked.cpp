#include "evaluate/marked.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "findings/events/clause.h"

namespace dragoman::evaluate {

namespace {

constexpr std::array<std::string_view, 4> marks = {"<s>", "</s>", "<t>", "</t>"};

/// The fields of one row; `at` moves behind its line feed.
std::vector<std::string> row_at(std::string_view bytes, std::size_t& at) {
    std::vector<std::string> fields(1);
    bool quoted = false, start = true;
    for (; at < bytes.size(); ++at) {
        const char c = bytes[at];
        if (quoted) {
            if (c != '"')
                fields.back() += c;
            else if (at + 1 < bytes.size() && bytes[at + 1] == '"')
                fields.back() += bytes[++at];
            else
                quoted = false;
            continue;
        }
        if (c == '\n') {
            ++at;
            break;
        }
        if (c == '"' && start)
            quoted = true;
        else if (c == '\t')
            fields.emplace_back();
        else if (c != '\r')
            fields.back() += c;
        start = c == '\t';
    }
    return fields;
}

void unmark(std::string_view marked, MarkedSentence& sentence) {
    std::array<std::uint32_t, 4> place{};
    std::array<bool, 4> seen{};
    for (std::size_t at = 0; at < marked.size();) {
        const auto mark = std::find_if(marks.begin(), marks.end(),
                                       [&](std::string_view m) { return marked.substr(at, m.size()) == m; });
        if (mark == marks.end()) {
            sentence.text += marked[at++];
            continue;
        }
        const auto which = static_cast<std::size_t>(mark - marks.begin());
        if (!seen[which]) place[which] = static_cast<std::uint32_t>(sentence.text.size());
        seen[which] = true;
        at += mark->size();
    }
    if (seen[0] && seen[1]) sentence.source = {place[0], place[1]};
    if (seen[2] && seen[3]) sentence.target = {place[2], place[3]};
}

TokenRange tokens_in(const Text& text, Span mark) {
    if (mark.empty()) return {};
    const auto first = std::partition_point(text.tokens.begin(), text.tokens.end(),
                                            [&](const Token& t) { return text.input_offset(t.end) <= mark.begin; });
    const auto last = std::partition_point(first, text.tokens.end(),
                                           [&](const Token& t) { return text.input_offset(t.begin) < mark.end; });
    return {static_cast<int>(first - text.tokens.begin()), static_cast<int>(last - text.tokens.begin())};
}

/// The mention of one of these that stands nearest to a token, names and descriptions before pronouns.
TokenRange mention_of(const Stages& s, const EntityIds& ids, int token) {
    if (ids.empty()) return {};
    const Mention* best = nullptr;
    std::pair<bool, int> distance;
    for (int m : s.mentions.entities[ids.front()].mentions) {
        const Mention& mention = s.mentions.mentions[m];
        const std::pair<bool, int> away{mention.kind == MentionKind::pronoun, std::abs(mention.head - token)};
        if (!best || away < distance) best = &mention, distance = away;
    }
    return best ? best->tokens : TokenRange{};
}

TokenRange phrase_at(const Stages& s, int head) {
    return head < 0 ? TokenRange{} : findings::phrase_of(s.annotation, head);
}

/// Who stands at a predicate where no actor does: a thing that acts ("the missiles struck").
TokenRange subject_at(const Stages& s, int token) {
    const findings::ClauseSubject subject = findings::subject_of(s.annotation, token);
    return subject.passive ? TokenRange{} : phrase_at(s, subject.head);
}

/// What an act that has no recipient is done to: the object, else the first phrase that is no time.
TokenRange undergoer_at(const Stages& s, int token) {
    const Annotation& tree = s.annotation;
    int what = tree.is_verb(token) ? findings::object_of(tree, token) : -1;
    for (int head : {token, tree.is_noun(token) ? tree.head[token] : -1})
        for (int c = head < 0 ? -1 : tree.first_child[head]; c >= 0 && what < 0; c = tree.next_sibling[c]) {
            const bool phrase = tree.dep[c] == Dep::obl || tree.dep[c] == Dep::nmod;
            if (phrase && c > token && tree.is_noun(c) && s.mentions.time_of_token[c] < 0) what = c;
        }
    return phrase_at(s, what);
}

std::string words_of(const Stages& s, TokenRange tokens) {
    return tokens.empty() ? std::string() : std::string(s.text.slice(s.text.span(tokens)));
}

int depth_of(const Annotation& tree, int token) {
    int depth = 0;
    for (int t = tree.head[token]; t >= 0 && depth < 32; t = tree.head[t]) ++depth;
    return depth;
}

/// In these tables an act that is promised or threatened is the promise or the threat, one that is refused the refusal.
std::string type_told(const findings::Event& event) {
    using findings::EventStatus;
    const std::string type = event.type == "CONCEDE" || event.type == "RETREAT" ? "YIELD" : event.type;
    const bool hostile =
        type == "SANCTION" || type == "MOBILIZE" || type == "COERCE" || type == "ASSAULT" || type == "PROTEST";
    const bool friendly =
        type == "COOPERATE" || type == "AID" || type == "YIELD" || type == "CONSULT" || type == "SUPPORT";
    if (event.status == EventStatus::planned || event.status == EventStatus::intended)
        return hostile ? "THREATEN" : friendly ? "AGREE" : type;
    return event.status == EventStatus::denied && friendly ? "REJECT" : type;
}

}  // namespace

Result<std::vector<MarkedSentence>> read_marked(std::string_view bytes, const std::string& name) {
    std::size_t at = bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const std::vector<std::string> head = row_at(bytes, at);
    const auto column = [&](std::string_view wanted) {
        return static_cast<std::size_t>(std::find(head.begin(), head.end(), wanted) - head.begin());
    };
    const std::size_t id = column("sentence_id"), marked = column("marked_sentence");
    if (id == head.size() || marked == head.size())
        return Error{"the columns sentence_id and marked_sentence are not both there", name,
                     "The first line names the columns, with tabs between them."};
    std::vector<MarkedSentence> sentences;
    while (at < bytes.size()) {
        const std::vector<std::string> row = row_at(bytes, at);
        if (row.size() == 1 && row.front().empty()) continue;
        if (row.size() <= std::max(id, marked))
            return Error{"row " + std::to_string(sentences.size() + 1) + " has too few columns", name, ""};
        sentences.push_back({row[id], {}, {}, {}});
        unmark(row[marked], sentences.back());
    }
    return sentences;
}

findings::MarkedPair tokens_of(const Text& text, const MarkedSentence& sentence) {
    return {tokens_in(text, sentence.source), tokens_in(text, sentence.target)};
}

FoundPair strongest(const Stages& s) {
    const findings::Event* best = nullptr;
    std::tuple<bool, bool, int, int> rank;
    for (const findings::Event& event : s.findings.events) {
        const bool both = !event.actors.empty() && !event.recipients.empty();
        const bool done =
            event.status != findings::EventStatus::denied && event.status != findings::EventStatus::hypothetical;
        const std::tuple<bool, bool, int, int> own{both, done, -depth_of(s.annotation, event.trigger), -event.trigger};
        if (!best || own > rank) best = &event, rank = own;
    }
    if (!best) return {};
    FoundPair found{type_told(*best), {}, {}, {}};
    TokenRange& source = found.tokens.source = mention_of(s, best->actors, best->trigger);
    TokenRange& target = found.tokens.target = mention_of(s, best->recipients, best->trigger);
    if (source.empty()) source = subject_at(s, best->trigger);
    if (target.empty()) target = undergoer_at(s, best->trigger);
    found.source = words_of(s, source), found.target = words_of(s, target);
    return found;
}

std::string_view type_between(const FoundPair& found, findings::PairModel::Scores scores) {
    // Of five folds of PLV's training rows 57.2 % are right with 0, 57.8 with 80, 58.0 with 120, 57.4 with 200; the
    // greatest score of a row is 750 on average (bench/results/events-2026-11-25.md).
    constexpr std::int32_t own_reading = 100;
    if (found.type.empty()) return {};
    const auto own = std::find(findings::pair_types.begin(), findings::pair_types.end(), found.type);
    if (own != findings::pair_types.end()) scores[own - findings::pair_types.begin()] += own_reading;
    return findings::best_type(scores);
}

std::string field_of(std::string_view text) {
    std::string field;
    for (char c : text) field += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    if (field.find('"') == std::string::npos) return field;
    std::string quoted = "\"";
    for (char c : field) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

}  // namespace dragoman::evaluate
