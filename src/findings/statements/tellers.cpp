// Who is meant where the words themselves bar the nearest: nobody tells of himself by name, nor of a pair as one of it.
#include <algorithm>

#include "findings/statements/parts.h"

namespace dragoman::findings {

EntityIds without_teller(const Mentions& mentions, EntityIds pair, const EntityIds& teller, int before_token) {
    if (pair.size() != 2 || teller.size() != 1) return pair;
    const auto told = std::find(pair.begin(), pair.end(), teller[0]);
    if (told == pair.end() || mentions.entities[teller[0]].type != EntityType::person) return pair;
    for (int t = before_token - 1; t >= std::max(0, before_token - 400); --t) {
        const int m = mentions.mention_of_head[t];
        if (m < 0 || mentions.mentions[m].entities.size() != 1) continue;
        const EntityId id = mentions.mentions[m].entities[0];
        if (mentions.entities[id].type != EntityType::person || std::find(pair.begin(), pair.end(), id) != pair.end())
            continue;
        *told = id;
        return pair;
    }
    return pair;
}

namespace {

bool is_he_or_she(std::string_view word) { return word == "he" || word == "she"; }

/// The last person who spoke and is not the one given; nobody if there is none.
EntityIds other_teller(const Reading& r, const EntityIds& than) {
    constexpr std::size_t farthest = 64;  // statements back
    const auto end = r.drafts.rbegin() + static_cast<std::ptrdiff_t>(std::min(farthest, r.drafts.size()));
    for (auto draft = r.drafts.rbegin(); draft != end; ++draft)
        if (draft->row.speakers.size() == 1 && draft->row.speakers != than &&
            r.mentions.entities[draft->row.speakers.front()].type == EntityType::person)
            return draft->row.speakers;
    return {};
}

/// Whoever spoke last and may go on as "it" or "they": a body, a state, several people.
EntityIds last_body(const Reading& r, bool they) {
    constexpr std::size_t farthest = 64;  // statements back
    const auto end = r.drafts.rbegin() + static_cast<std::ptrdiff_t>(std::min(farthest, r.drafts.size()));
    for (auto draft = r.drafts.rbegin(); draft != end; ++draft) {
        const EntityIds& ids = draft->row.speakers;
        if (ids.empty()) continue;
        if (ids.size() > 1) return they ? ids : EntityIds{};
        const EntityInfo& who = r.mentions.entities[ids.front()];
        if (!they && draft->source_head >= 0 && !draft->row.channel.empty() &&
            r.lexicon.channel_at(r.tree, draft->source_head) == ChannelSort::document)
            return ids;  // "A letter of ten nurses urges …": its authors, whoever they are
        const bool body = who.type == EntityType::organization || who.type == EntityType::country;
        return body || (they && (who.plural || who.type == EntityType::people)) ? ids : EntityIds{};
    }
    return {};
}

/// A plant, a hospital, the nations that a plan went to: without a name, no person, no paper, and silent so far.
bool is_bystander(const Reading& r, const EntityIds& ids, bool they) {
    constexpr std::size_t farthest = 64;  // statements back
    if (ids.size() != 1) return ids.empty();
    const EntityInfo& who = r.mentions.entities[ids.front()];
    if (who.named || who.type == EntityType::person || who.type == EntityType::country) return false;
    if (they && who.type == EntityType::people) return false;
    const auto end = r.drafts.rbegin() + static_cast<std::ptrdiff_t>(std::min(farthest, r.drafts.size()));
    return std::none_of(r.drafts.rbegin(), end, [&](const Draft& draft) { return draft.row.speakers == ids; });
}

/// "Police said three men were held; a fourth, they said, …": those whom the words before in the same sentence tell of.
bool told_of_before(const Reading& r, const Source& source) {
    if (r.drafts.empty() || source.speakers.size() != 1) return false;
    const Draft& last = r.drafts.back();
    if (last.sentence != r.text.sentence_of(source.head)) return false;
    const auto& told = r.mentions.entities[source.speakers.front()].mentions;
    return !told.empty() && std::any_of(last.content.begin(), last.content.end(), [&](TokenRange piece) {
        return piece.contains(r.mentions.mentions[told.front()].head);
    });
}

}  // namespace

Source speaks_on(const Reading& r, Source source, bool tells) {
    const std::string_view word = source.head < 0 ? std::string_view() : r.tree.lower(source.head);
    const bool they = word == "they";
    if (!they && word != "it") return source;
    if (source.speakers.size() == 1 && !they) {
        constexpr std::size_t most = 16;  // mentions looked at for a paper's noun
        const auto& told = r.mentions.entities[source.speakers.front()].mentions;
        for (std::size_t i = 0; i < std::min(most, told.size()); ++i) {
            const int m = told[i];
            const int noun = r.mentions.mentions[m].head;
            if (noun > source.head || r.lexicon.channel_at(r.tree, noun) != ChannelSort::document) continue;
            const Source paper = source_of(r, noun);
            source.channel = paper.channel;
            if (!paper.speakers.empty()) source.speakers = paper.speakers;
            return source;
        }
    }
    const bool bystander = is_bystander(r, source.speakers, they) || (they && told_of_before(r, source));
    if (!tells || !bystander) return source;
    if (EntityIds last = last_body(r, they); !last.empty()) source.speakers = std::move(last);
    return source;
}

EntityIds not_named_in(const Reading& r, const Source& source, const std::vector<TokenRange>& content) {
    // "It was shown to the larger nations, they said": whom the words themselves name first, and tell nothing of
    if (source.head >= 0 && source.speakers.size() == 1 && r.tree.lower(source.head) == "they")
        if (const auto& told = r.mentions.entities[source.speakers.front()].mentions; !told.empty()) {
            const int first = r.mentions.mentions[told.front()].head;
            const Dep dep = r.tree.dep[first];
            const bool aside = dep == Dep::obl || dep == Dep::nmod || dep == Dep::obl_agent;
            if (first < source.head && content.front().contains(first) && aside)
                if (EntityIds last = last_body(r, true); !last.empty()) return last;
        }
    if (source.head < 0 || source.speakers.size() != 1 || !is_he_or_she(r.tree.lower(source.head)))
        return source.speakers;
    for (TokenRange piece : content)
        for (int t = std::max(piece.begin, source.head); t < piece.end; ++t) {  // "Novak slept, he said" may be his own
            const int m = r.quote_of[t] < 0 ? r.mentions.mention_of_head[t] : -1;
            if (m >= 0 && r.mentions.mentions[m].kind == MentionKind::name &&
                r.mentions.mentions[m].entities == source.speakers)
                return other_teller(r, source.speakers);
        }
    return source.speakers;
}

EntityIds tells_of_itself(const Reading& r, const Source& source, TokenRange content) {
    if (source.head < content.end || !source.speakers.empty() || r.tree.lower(source.head) != "it")
        return source.speakers;
    for (int t = content.begin; t < content.end; ++t) {
        const int verb = r.tree.dep[t] == Dep::nsubj ? r.tree.head[t] : -1;
        if (verb < 0 || content.contains(r.tree.head[verb])) continue;
        EntityIds ids = entities_at(r, t);
        const bool body = ids.size() == 1 && (r.mentions.entities[ids.front()].type == EntityType::organization ||
                                              r.mentions.entities[ids.front()].type == EntityType::country);
        return body ? ids : EntityIds{};
    }
    return {};
}

EntityIds teller_of(const Reading& r, const Source& source, TokenRange content) {
    const std::string_view word = source.head < 0 ? std::string_view() : r.tree.lower(source.head);
    if (source.speakers.size() != 1 || !(is_he_or_she(word) || word == "it" || word == "they")) return source.speakers;
    const std::vector<int>& told = r.mentions.entities[source.speakers.front()].mentions;
    if (told.empty()) return source.speakers;
    const Mention& first = r.mentions.mentions[told.front()];
    if (!content.contains(first.head) || r.tree.is_pronoun(first.head)) return source.speakers;
    if (word == "it" || word == "they") return last_body(r, word == "they");
    return other_teller(r, source.speakers);
}

}  // namespace dragoman::findings
