#include "store/agreement/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace dragoman::store {
namespace {

/// Longest first.
constexpr std::array<std::string_view, 28> endings = {
    "isations", "izations", "isation", "ization", "ations", "itions", "ation", "ition", "sions", "tions",
    "ments",    "sion",     "tion",    "ment",    "ings",   "ances",  "ences", "ance",  "ence",  "ing",
    "ers",      "ors",      "ies",     "ed",      "er",     "or",     "es",    "s"};

bool letter(unsigned char c) { return (c >= 'a' && c <= 'z') || c >= 0x80; }
bool digit(unsigned char c) { return c >= '0' && c <= '9'; }

bool year(std::string_view word) { return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")); }

std::uint32_t fnv(std::string_view text) {
    std::uint32_t hash = 2166136261u;
    for (unsigned char c : text) hash = (hash ^ c) * 16777619u;
    return hash ? hash : 1;
}

/// Calls f with each word in lower case; marks inside a number ("1,200", "3.5") belong to it.
template <class F>
void each_word(std::string_view text, F&& f) {
    std::string word;
    for (std::size_t i = 0; i < text.size();) {
        word.clear();
        const auto at = [&](std::size_t j) -> unsigned char {
            const unsigned char c = j < text.size() ? static_cast<unsigned char>(text[j]) : ' ';
            return c >= 'A' && c <= 'Z' ? static_cast<unsigned char>(c + 32) : c;
        };
        // U+2018 to U+201F, dashes: punctuation of three bytes that begin with E2.
        const auto letters = [&](std::size_t j) { return letter(at(j)) && at(j) != 0xE2; };
        if (letters(i)) {
            for (; letters(i); ++i) word += static_cast<char>(at(i));
        } else if (digit(at(i))) {
            for (; digit(at(i)) || ((at(i) == ',' || at(i) == '.') && digit(at(i + 1))); ++i)
                if (at(i) != ',') word += static_cast<char>(at(i));
        } else {
            i += at(i) == 0xE2 ? 3 : 1;
            continue;
        }
        f(std::string_view(word));
    }
}

}  // namespace

std::string stem_of(std::string_view word) {
    for (const std::string_view ending : endings)
        if (word.size() >= ending.size() + 4 && word.ends_with(ending)) {
            word.remove_suffix(ending.size());
            break;
        }
    while (word.size() > 4 && (word.back() == 'e' || word.back() == 'y' || word.back() == 'i')) word.remove_suffix(1);
    if (word.size() > 4 && word[word.size() - 1] == word[word.size() - 2]) word.remove_suffix(1);
    return std::string(word);
}

Stem hash_of_stem(std::string_view word) { return fnv(stem_of(word)); }

Weights Weights::of(const Knowledge& knowledge) {
    Weights weights;
    const Table& table = knowledge.table("common_words");
    const int word = table.column("word"), percent = table.column("percent");
    for (int row = 0; row < table.rows(); ++row) {
        const std::string_view text = table.at(row, percent);
        int share = 1;
        std::from_chars(text.data(), text.data() + text.size(), share);
        weights.common_.emplace(table.at(row, word),
                                static_cast<std::uint32_t>(std::lround(10 * std::log2(100.0 / std::max(share, 1)))));
    }
    return weights;
}

std::uint32_t Weights::operator()(std::string_view word) const {
    if (word.size() < 2) return 0;
    if (digit(static_cast<unsigned char>(word[0]))) {
        return year(word) ? 10 : 50;
    }
    const auto found = common_.find(word);
    return found == common_.end() ? 76 : found->second;
}

Sketch sketch_of(std::string_view text, const Weights& weights, std::size_t most) {
    std::unordered_map<Stem, std::pair<std::uint32_t, int>> words;  // weight, times
    each_word(text, [&](std::string_view word) {
        const std::uint32_t weight = weights(word);
        if (weight < 20) return;  // in a quarter of all texts
        auto& [most_weight, times] = words[hash_of_stem(word)];
        most_weight = most_weight == 0 ? weight : std::min(most_weight, weight);
        ++times;
    });
    Sketch sketch;
    std::vector<std::pair<double, Weighed>> ranked;
    for (const auto& [stem, counted] : words)
        ranked.push_back({counted.first * (1 + std::log2(counted.second)), {stem, counted.first}});
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second.stem < b.second.stem;
    });
    if (ranked.size() > most) ranked.resize(most);
    for (const auto& each : ranked) sketch.push_back(each.second);
    std::sort(sketch.begin(), sketch.end(), [](const Weighed& a, const Weighed& b) { return a.stem < b.stem; });
    return sketch;
}

std::vector<Stem> numbers_of(std::string_view text) {
    std::vector<Stem> numbers;
    each_word(text, [&](std::string_view word) {
        if (word.size() > 1 && digit(static_cast<unsigned char>(word[0])) && !year(word)) numbers.push_back(fnv(word));
    });
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

std::uint32_t weight_of(const Sketch& sketch) {
    std::uint32_t sum = 0;
    for (const Weighed& word : sketch) sum += word.weight;
    return sum;
}

namespace {

template <class F>
void each_shared(const Sketch& a, const Sketch& b, F&& f) {
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i].stem == b[j].stem) {
            f(std::min(a[i].weight, b[j].weight));
            ++i, ++j;
        } else {
            a[i].stem < b[j].stem ? ++i : ++j;
        }
    }
}

std::uint64_t square(const Sketch& sketch) {
    std::uint64_t sum = 0;
    for (const Weighed& word : sketch) sum += std::uint64_t(word.weight) * word.weight;
    return sum;
}

}  // namespace

std::uint32_t shared_weight(const Sketch& a, const Sketch& b) {
    std::uint32_t sum = 0;
    each_shared(a, b, [&](std::uint32_t weight) { sum += weight; });
    return sum;
}

int shared_words(const Sketch& a, const Sketch& b) {
    int count = 0;
    each_shared(a, b, [&](std::uint32_t) { ++count; });
    return count;
}

int likeness(const Sketch& a, const Sketch& b) {
    std::uint64_t shared = 0;
    each_shared(a, b, [&](std::uint32_t weight) { shared += std::uint64_t(weight) * weight; });
    if (shared == 0) return 0;
    const double both = std::sqrt(static_cast<double>(square(a)) * static_cast<double>(square(b)));
    return static_cast<int>(100 * static_cast<double>(shared) / both);
}

}  // namespace dragoman::store
