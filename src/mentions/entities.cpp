// Entities: who and what the story names or describes. See entities/parts.h for the steps.
#include <algorithm>

#include "mentions/entities/parts.h"
#include "mentions/mentions.h"
#include "mentions/parts.h"

namespace dragoman::mentions {
namespace {

/// Puts mentions in order of their heads and points tokens and entities at them. Every token of a
/// phrase that the tree hangs outside it leads to the phrase, so that a broken name is still found.
void link(const Reading& r, Mentions& found) {
    std::stable_sort(found.mentions.begin(), found.mentions.end(),
                     [](const Mention& a, const Mention& b) { return a.head < b.head; });
    for (int m = 0; m < static_cast<int>(found.mentions.size()); ++m) {
        const Mention& mention = found.mentions[m];
        for (EntityId id : mention.entities) found.entities[id].mentions.push_back(m);
        if (mention.kind != MentionKind::name) continue;
        for (int t = mention.tokens.begin; t < mention.tokens.end; ++t) {
            const Dep dep = r.tree.dep[t];
            if (!mention.tokens.contains(r.tree.head[t]) && dep != Dep::punct && dep != Dep::case_ && dep != Dep::det)
                found.mention_of_head[t] = m;
        }
    }
    for (int m = 0; m < static_cast<int>(found.mentions.size()); ++m) found.mention_of_head[found.mentions[m].head] = m;
}

}  // namespace

std::shared_ptr<const Gazetteer> build_gazetteer(const Knowledge& knowledge) {
    return std::make_shared<Gazetteer>(knowledge);
}

std::shared_ptr<const Referring> build_referring(const Knowledge& knowledge) {
    return std::make_shared<Referring>(knowledge);
}

void find_entities(const Text& text, const Annotation& annotation, std::string_view published, std::string_view source,
                   std::string_view title, const Lexicon& lexicon, Mentions& found) {
    if (annotation.size() == 0) return;
    Reading reading(text, annotation, published, source, title, *lexicon.indexes().gazetteer,
                    *lexicon.indexes().referring, found);
    found.of_government = !reading.known.government(source).empty();
    find_dateline(reading);
    find_names(reading);
    settle_places(reading);
    settle_namesakes(reading);
    find_phrases(reading);
    describe_phrases(reading);
    join_entities(reading);
    resolve_ahead(reading);
    resolve_unnamed(reading);
    note_sender(reading);
    link(reading, found);
}

}  // namespace dragoman::mentions
