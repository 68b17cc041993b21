#include "store/agreement/triggers.h"

#include <algorithm>

namespace dragoman::store {

Kin Kin::of(const Knowledge& knowledge) {
    Kin kin;
    const Table& frames = knowledge.table("frames");
    for (int row = 0; row < frames.rows(); ++row) {
        const std::string_view word = frames.at(row, "word"), code = frames.at(row, "cameo"), mode = frames.at(row, "mode");
        if (word.find(' ') != std::string_view::npos || code.size() < 3) continue;
        if (frames.at(row, "needs").find("object=") != std::string_view::npos) continue;
        kin.codes_[std::string(word)].push_back(hash_of_stem("code" + std::string(code) + std::string(mode)));
    }
    const Table& verbs = knowledge.table("support_verbs");
    for (int row = 0; row < verbs.rows(); ++row) kin.light_.emplace(verbs.at(row, 0));
    return kin;
}

bool Kin::light(std::string_view lemma) const { return light_.contains(std::string(lemma)); }

std::vector<Stem> Kin::trigger_of(std::string_view lemma) const {
    std::vector<Stem> stems{hash_of_stem(lemma)};
    if (lemma.size() >= 7) stems.push_back(hash_of_stem(lemma.substr(0, 5)));
    if (const auto found = codes_.find(std::string(lemma)); found != codes_.end())
        stems.insert(stems.end(), found->second.begin(), found->second.end());
    std::sort(stems.begin(), stems.end());
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    return stems;
}

Agreement mention_agreement(const Reports& reports, const Report& a, const Report& b, const MentionRules& rules) {
    const bool kin = std::any_of(a.trigger.begin(), a.trigger.end(), [&](Stem s) {
        return std::binary_search(b.trigger.begin(), b.trigger.end(), s);
    });
    if (!kin) return {.excluded = true};
    Agreement sum = agreement(reports, a, b);
    if (a.source == b.source) sum.points -= rules.within;
    return sum;
}

}  // namespace dragoman::store
