// Statements: who said what. The order in which a story is read, and what is settled at its end.
#include <algorithm>
#include <numeric>

#include "findings/lexicon.h"
#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

int extent(const Draft& draft) {
    int tokens = 0;
    for (TokenRange piece : draft.content) tokens += piece.size();
    return tokens;
}

/// The statement around each one: the innermost whose content covers its first token, found by a
/// sweep over the pieces in text order with a stack of the open ones.
std::vector<int> parents_of(const std::vector<Draft>& drafts) {
    struct Piece {
        TokenRange range;
        int draft;
    };
    std::vector<Piece> pieces;
    for (int d = 0; d < static_cast<int>(drafts.size()); ++d)
        for (TokenRange piece : drafts[d].content) pieces.push_back({piece, d});
    std::stable_sort(pieces.begin(), pieces.end(), [&](const Piece& a, const Piece& b) {
        if (a.range.begin != b.range.begin) return a.range.begin < b.range.begin;
        return a.range.end != b.range.end ? a.range.end > b.range.end
                                          : extent(drafts[a.draft]) > extent(drafts[b.draft]);
    });
    std::vector<int> parent(drafts.size(), -1);
    std::vector<Piece> open;
    for (const Piece& piece : pieces) {
        while (!open.empty() && open.back().range.end <= piece.range.begin) open.pop_back();
        for (auto around = open.rbegin(); around != open.rend(); ++around)
            if (around->draft != piece.draft && around->range.contains(piece.range)) {
                if (piece.range == drafts[piece.draft].content.front()) parent[piece.draft] = around->draft;
                break;
            }
        open.push_back(piece);
    }
    return parent;
}

bool is_media(const Reading& r, const EntityIds& ids) {
    return !ids.empty() &&
           std::all_of(ids.begin(), ids.end(), [&](EntityId id) { return r.mentions.entities[id].sector == "JRN"; });
}

/// "Ruiz said that the port was open, he said.": a closing cue with the words of the first.
bool repeats_cue(const Reading& r, const Draft& inner, const Draft& outer) {
    return inner.content == outer.content && inner.source_head >= 0 && r.tree.is_pronoun(inner.source_head);
}

/// Statements that only repeat another: a medium's report of one, a speaker's word about his own.
void drop_repeats(Reading& r) {
    const std::vector<int> parent = parents_of(r.drafts);
    for (std::size_t d = 0; d < r.drafts.size(); ++d) {
        const int above = parent[d];
        if (above < 0) continue;
        Draft& inner = r.drafts[d];
        Draft& outer = r.drafts[above];
        if (const int m = mention_at(r, inner.source_head);
            m >= 0 && r.mentions.mentions[m].entities.size() == 2 && outer.row.form != Form::direct)
            inner.row.speakers =
                without_teller(r.mentions, std::move(inner.row.speakers), outer.row.speakers, inner.source_head);
        const bool told = inner.row.form == Form::direct || r.finite(inner.content.front());
        if (is_media(r, outer.row.speakers) && 3 * extent(inner) > extent(outer) && !inner.row.speakers.empty() &&
            told) {
            inner.row.through = outer.row.speakers;
            outer.dropped = true;
        } else if (inner.row.form != Form::direct && inner.row.speakers == outer.row.speakers) {
            inner.dropped = true;
        } else if (repeats_cue(r, inner, outer)) {
            inner.dropped = true;
        } else if (inner.row.speakers.empty()) {
            inner.dropped = true;
        }
    }
}

void write_tokens(const std::vector<Draft>& drafts, std::vector<int>& statement_of_token) {
    std::vector<int> order(drafts.size());
    std::iota(order.begin(), order.end(), 0);
    // Larger contents are painted first, so that the innermost remains; depth is bounded by the
    // number of cues a sentence may have.
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return extent(drafts[a]) > extent(drafts[b]); });
    for (int d : order)
        for (TokenRange piece : drafts[d].content)
            for (int t = piece.begin; t < piece.end; ++t) statement_of_token[t] = d;
}

void finish(Reading& r, Findings& found) {
    drop_repeats(r);
    const auto says_nothing = [](const Draft& d) { return d.dropped || d.row.content.front().empty(); };  // “” she said
    r.drafts.erase(std::remove_if(r.drafts.begin(), r.drafts.end(), says_nothing), r.drafts.end());
    std::stable_sort(r.drafts.begin(), r.drafts.end(), [](const Draft& a, const Draft& b) {
        return a.content.front().begin != b.content.front().begin ? a.content.front().begin < b.content.front().begin
                                                                  : extent(a) > extent(b);
    });
    const std::vector<int> parent = parents_of(r.drafts);
    for (std::size_t d = 0; d < r.drafts.size(); ++d) {
        Statement& row = r.drafts[d].row;
        row.parent = parent[d];
        if (row.parent >= 0 && row.speakers != r.drafts[row.parent].row.speakers && row.by.empty())
            row.by = r.drafts[row.parent].row.speakers;
    }
    write_tokens(r.drafts, found.statement_of_token);
    for (Draft& draft : r.drafts) found.statements.push_back(std::move(draft.row));
}

}  // namespace

void find_statements(const Document& document, const Lexicon& lexicon, Findings& found) {
    if (document.annotation.size() != static_cast<int>(document.text.tokens.size())) return;
    Reading reading(document, *lexicon.indexes().statements);
    read_transcript(reading);
    read_blocks(reading);
    int next_quote = 0;
    for (int s = 0; s < static_cast<int>(document.text.sentences.size()); ++s) {
        read_quotes(reading, s, next_quote);
        read_cues(reading, s);
    }
    read_labels(reading);
    read_free_indirect(reading);
    finish(reading, found);
}

}  // namespace dragoman::findings
