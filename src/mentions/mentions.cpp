#include "mentions/mentions.h"

#include "mentions/parts.h"

namespace dragoman::mentions {

Lexicon Lexicon::build(const Knowledge& knowledge) {
    auto indexes = std::make_unique<Indexes>();
    indexes->gazetteer = build_gazetteer(knowledge);
    indexes->referring = build_referring(knowledge);
    indexes->times = build_times(knowledge);
    indexes->units = build_units(knowledge);
    return Lexicon(std::move(indexes));
}

Lexicon::Lexicon(std::unique_ptr<Indexes> indexes) : indexes_(std::move(indexes)) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

namespace {

template <class Rows>
std::vector<int> index_by_token(const Rows& rows, std::size_t tokens) {
    std::vector<int> of_token(tokens, -1);
    for (int i = 0; i < static_cast<int>(rows.size()); ++i)
        for (int t = rows[i].tokens.begin; t < rows[i].tokens.end; ++t) of_token[t] = i;
    return of_token;
}

}  // namespace

Mentions find(const Text& text, const Annotation& annotation, std::string_view published, const Lexicon& lexicon,
              std::string_view source, std::string_view title, DocumentType document) {
    Mentions found;
    const std::size_t tokens = text.tokens.size();
    found.mention_of_head.assign(tokens, -1);
    find_times(text, annotation, published, document, lexicon, found);
    found.time_of_token = index_by_token(found.times, tokens);
    find_amounts(text, annotation, lexicon, found);
    found.amount_of_token = index_by_token(found.amounts, tokens);
    find_entities(text, annotation, published, source, title, lexicon, found);
    return found;
}

EntityIds with_conjuncts(const Annotation& annotation, const Mentions& mentions, int head) {
    EntityIds all = mentions.of_head(head);
    const auto add = [&](int parent, int from) {
        for (int c = annotation.first_child[parent]; c >= 0; c = annotation.next_sibling[c])
            if (annotation.dep[c] == Dep::conj && c >= from)
                for (EntityId id : mentions.of_head(c)) all.push_back(id);
    };
    add(head, 0);
    // "presidents Xi Jinping and Vladimir Putin": the other may hang on the name where the title heads the phrase. Not
    // so after a preposition: "scientists from Oslo and Bergen".
    if (const int m = mentions.mention_of_head[head]; m >= 0)
        for (int t = head + 1; t < mentions.mentions[m].tokens.end; ++t)
            if (annotation.dep[t] != Dep::nmod &&
                (annotation.head[t] == annotation.head[head] || annotation.head[t] == head))
                add(t, mentions.mentions[m].tokens.end);
    return all;
}

}  // namespace dragoman::mentions
