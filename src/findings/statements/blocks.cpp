// Quotations over several paragraphs: lines of one block between a pair of marks, and block quotations without marks,
// between a paragraph that ends in a colon and a line that a dash and a person's name sign.
#include <algorithm>

#include "findings/attributions/attributions.h"
#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

constexpr int longest_block = 6;  // paragraphs
constexpr int longest_signature = 24;

bool is_dash(std::string_view word) { return word == "―" || word == "—" || word == "–" || word == "--" || word == "-"; }

/// "– Ana Ruiz, “A Life”": the head of the name that a paragraph signs with, or -1.
int signer(const Reading& r, TokenRange line) {
    if (line.size() < 2 || line.size() > longest_signature || !is_dash(r.text.word(line.begin))) return -1;
    const int m = r.mention_over[line.begin + 1];
    if (m < 0 || r.mentions.mentions[m].kind != MentionKind::name) return -1;
    const EntityIds& ids = r.mentions.mentions[m].entities;
    const bool person = ids.size() == 1 && r.mentions.entities[ids[0]].type == EntityType::person;
    return person ? r.mentions.mentions[m].head : -1;
}

/// Whole sentences that are nobody's speech yet.
bool may_be_quoted(const Reading& r, TokenRange paragraph) {
    return r.tree.tag[paragraph.end - 1] == Tag::PERIOD && r.finite(paragraph) && r.direct_of[paragraph.begin] < 0 &&
           r.quote_of[paragraph.begin] < 0 && !is_dash(r.text.word(paragraph.begin));
}

void add_block(Reading& r, std::vector<TokenRange> paragraphs, int name) {
    Draft draft;
    draft.row.form = Form::direct;
    draft.row.speakers = entities_at(r, name);
    draft.row.rule = "quote:block";
    draft.source_head = name;
    draft.sentence = r.text.sentence_of(paragraphs.front().begin);
    for (TokenRange words : paragraphs)
        for (int t = words.begin; t < words.end; ++t) r.direct_of[t] = static_cast<int>(r.drafts.size());
    draft.content = std::move(paragraphs);
    describe(r, draft, -1);
    r.drafts.push_back(std::move(draft));
}

}  // namespace

bool next_line(const Reading& r, const Quote& quote) {
    const int before = quote.continues < 0 ? -1 : r.text.quotes[quote.continues].tokens.end - 1;
    if (before < 0 || quote.outer.begin < quote.inner.begin) return false;
    const std::string_view gap = r.text.slice({r.text.tokens[before].end, r.text.tokens[quote.tokens.begin].begin});
    return std::count(gap.begin(), gap.end(), '\n') == 1;
}

const Quote& last_line(const Reading& r, int q) {
    const int quotes = static_cast<int>(r.text.quotes.size());
    for (int next = q + 1; next < quotes && (r.text.quotes[next].parent == q || r.text.quotes[next].continues == q);
         ++next)
        if (r.text.quotes[next].continues == q && next_line(r, r.text.quotes[next])) q = next;
    return r.text.quotes[q];
}

void read_blocks(Reading& r) {
    const std::vector<TokenRange> paragraphs = paragraphs_of(r.text);
    for (std::size_t lead = 0; lead + 2 < paragraphs.size(); ++lead) {
        if (r.text.word(paragraphs[lead].end - 1) != ":") continue;
        std::vector<TokenRange> block;
        for (std::size_t p = lead + 1; p < paragraphs.size() && block.size() <= longest_block; ++p) {
            if (const int name = signer(r, paragraphs[p]); name >= 0 && !block.empty()) {
                add_block(r, std::move(block), name);
                break;
            }
            if (!may_be_quoted(r, paragraphs[p])) break;
            block.push_back(paragraphs[p]);
        }
    }
}

}  // namespace dragoman::findings
