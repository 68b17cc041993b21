#include "across_mentions.h"

#include <algorithm>

namespace dragoman::store {

Kin Kin::of(const Knowledge& knowledge) {
    Kin kin;
    const Table& frames = knowledge.table("frames");
    for (int row = 0; row < frames.rows(); ++row) {
        if (frames.at(row, "class") == "noun") kin.nouns_.emplace(frames.at(row, "word"));
        const std::string_view word = frames.at(row, "word"), code = frames.at(row, "cameo"),
                               mode = frames.at(row, "mode");
        if (word.find(' ') != std::string_view::npos || code.size() < 3) continue;
        if (frames.at(row, "needs").find("object=") != std::string_view::npos) continue;
        kin.codes_[std::string(word)].push_back(hash_of_stem("code" + std::string(code) + std::string(mode)));
    }
    const Table& verbs = knowledge.table("support_verbs");
    for (int row = 0; row < verbs.rows(); ++row) kin.light_.emplace(verbs.at(row, 0));
    return kin;
}

bool Kin::light(std::string_view lemma) const { return light_.contains(std::string(lemma)); }

bool Kin::noun(std::string_view lemma) const { return nouns_.contains(std::string(lemma)); }

std::vector<Stem> Kin::trigger_of(std::string_view lemma) const {
    std::vector<Stem> stems{hash_of_stem(lemma)};
    if (lemma.size() >= 7) stems.push_back(hash_of_stem(lemma.substr(0, 5)));
    if (const auto found = codes_.find(std::string(lemma)); found != codes_.end())
        stems.insert(stems.end(), found->second.begin(), found->second.end());
    std::sort(stems.begin(), stems.end());
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    return stems;
}

namespace {

bool any_named(const Reports& reports, const std::vector<std::uint32_t>& side) {
    return std::any_of(side.begin(), side.end(), [&](std::uint32_t p) {
        const Party::Kind kind = reports.parties[p].kind;
        return kind == Party::Kind::person || kind == Party::Kind::country || kind == Party::Kind::organization;
    });
}

int side_points(const Reports& reports, const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    const Side side = side_of(reports, a, b);
    if (!side.both) return 0;
    if (side.best == 0) return any_named(reports, a) && any_named(reports, b) ? -20 : -8;
    return side.best >= known ? 15 : side.best > weak ? 8 : 2;
}

int day_points(const Report& a, const Report& b) {
    if (!a.window || !b.window) return 0;
    const int gap = gap_between(*a.window, *b.window);
    return gap == 0 ? 8 : gap > far_apart ? -20 : -4;
}

}  // namespace

Agreement mention_agreement(const Reports& reports, const Report& a, const Report& b, const MentionRules& rules) {
    const bool kin = std::any_of(a.trigger.begin(), a.trigger.end(),
                                 [&](Stem s) { return std::binary_search(b.trigger.begin(), b.trigger.end(), s); });
    if (!kin) return {.excluded = true};
    const int like = likeness(reports.sources[a.source].sketch, reports.sources[b.source].sketch);
    Agreement sum;
    sum.points = a.word == b.word ? 25 : 8;
    sum.points += a.source == b.source ? rules.within : std::clamp((like - 12) * 5 / 4, -25, 45);
    sum.points += side_points(reports, a.actors, b.actors) + side_points(reports, a.recipients, b.recipients);
    sum.points += std::min(static_cast<int>(shared_weight(a.words, b.words)) / 8, 25);
    sum.points += day_points(a, b);
    if (a.place && b.place) sum.points += a.place == b.place ? 6 : -8;
    return sum;
}

}  // namespace dragoman::store
