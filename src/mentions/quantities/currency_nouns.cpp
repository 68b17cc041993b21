#include "mentions/quantities/currency_nouns.h"

#include <algorithm>
#include <map>

#include "mentions/quantities/letters.h"

namespace dragoman::mentions {

/// The currency of a bare noun: the one that the story told in full, else that of the people whom the story is
/// about
/// ("17 billion pesos" in a story of Philippine banks). Dollars are America's unless it is said.
int CurrencyNouns::bare(int usual) {
    const std::string_view nouns = lexicon_.currencies[usual].nouns;
    if (const auto told = told_.find(nouns); told != told_.end()) return told->second;
    if (nouns.starts_with("dollar")) return usual;
    constexpr int often = 2;
    std::map<int, int> named;
    for (int t = 0; t < tree_.size(); ++t)
        if (const auto of = lexicon_.adjectives.find(tree_.lower(t)); of != lexicon_.adjectives.end())
            for (int index : of->second)
                if (lexicon_.currencies[index].nouns == nouns) ++named[index];
    int best = usual;
    for (const auto& [index, times] : named)
        if (times >= often && times > (named.contains(best) ? named.at(best) : 0)) best = index;
    return told_[nouns] = best;
}

/// "25 pounds" of weight: the words around tell; money is what news means else.
bool CurrencyNouns::is_weight(int at, int end) const {
    if (end != at + 1 || !(is(at, "pounds") || is(at, "pound"))) return false;
    if (is(end, "of")) {
        const int noun = tree_.child(at, Dep::nmod);
        return noun < 0 ||
               !is_one_of(tree_.lemma(noun), "debt", "revenue", "sale", "saving", "fund", "funding", "investment",
                          "spending", "aid", "profit", "loss", "tax", "cost", "money", "cash", "damage", "benefit");
    }
    if (is(end, "-") && !is(at - 1, "-")) return false;
    static constexpr std::string_view words[] = {
        "weigh",  "weight",  "heavy", "heavier",   "lose",    "gain", "drop",  "shed",     "lift",
        "bomb",   "warhead", "baby",  "explosive", "weighs",  "ton",  "ounce", "kilogram", "kilo",
        "recoil", "thrust",  "cargo", "payload",   "luggage", "fish", "tonne"};
    for (int t = std::max(first_, at - 7); t < std::min(limit_, at + 6); ++t)
        if (std::find(std::begin(words), std::end(words), tree_.lemma(t)) != std::end(words)) {
            const bool moving = is_one_of(tree_.lemma(t), "lose", "gain", "drop", "shed", "lift");
            if (!moving || (t < at && at - t < 5 && is_person(t))) return true;
        }
    return false;
}
/// "she lost 20 pounds": a body loses weight, a firm money.
bool CurrencyNouns::is_person(int verb) const {
    const int subject = tree_.child(verb, Dep::nsubj);
    return subject < 0 ? tree_.dep[verb] == Dep::xcomp || tree_.dep[verb] == Dep::advcl
                       : is_one_of(tree_.lower(subject), "i", "he", "she", "you", "who");
}

/// The table's noun list of the default currency with this noun, under which an adjective is remembered.
std::string_view CurrencyNouns::noun_list(int begin, int end) const {
    for (int t = begin + 1; t < end; ++t)
        if (const auto plain = lexicon_.currency_forms.match(tree_, t, end))
            return lexicon_.currencies[plain.meaning].nouns;
    return {};
}

}  // namespace dragoman::mentions
