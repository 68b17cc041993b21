#include "ingest/signature.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dragoman::ingest {
namespace {

constexpr std::size_t run_length = 5;
constexpr std::size_t headline = 8;  // runs kept of 32 words: another headline, dateline, foot

std::uint64_t mixed(std::uint64_t x) {  // the finalizer of SplitMix64
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/// Part of a word, in lower case; 0 for what parts words. Bytes above ASCII are letters.
unsigned char letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) return byte;
    return byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte + 32) : 0;
}

struct Word {
    std::uint64_t hash = 0;
    bool fact = false;  ///< begins with a capital or has a digit: a name or number, if it is not a sentence's first
};

/// Letters alone ("U. S.", "R-TN") and titles name nothing, and copies differ in how they write them.
bool names_something(std::string_view word) {
    constexpr std::array<std::string_view, 18> titles = {
        "Dr",      "Gov",     "Governor", "Governors", "Congressman", "Congressmen", "Congresswoman",   "Minister",
        "Mr",      "Mrs",     "Ms",       "President", "Rep",         "Reps",        "Representatives", "Sen",
        "Senator", "Senators"};
    return word.size() > 1 && word != "Sens" && std::find(titles.begin(), titles.end(), word) == titles.end();
}

/// Calls f(word) for each. Typographic quotation marks and dashes are three bytes that begin with E2 80: they part
/// words, since copies differ in them. So do the points and commas of numbers.
template <class F>
void each_word(std::string_view text, F&& f) {
    Word word;
    bool inside = false;
    std::size_t begin = 0;
    const auto end = [&](std::size_t at) {
        word.fact = word.fact && (text[begin] <= '9' || names_something(text.substr(begin, at - begin)));
        f(Word{mixed(word.hash), word.fact});
        word = {}, inside = false;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned char c = letter(text[i]);
        if (c == 0xE2 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80) c = 0, i += 2;
        if (c != 0) {
            if (!inside) begin = i;
            word.fact |= (text[i] >= '0' && text[i] <= '9') || (!inside && text[i] >= 'A' && text[i] <= 'Z');
            word.hash = (word.hash ^ c) * 0x100000001B3u;  // FNV-1a
            inside = true;
        } else if (inside) {
            end(i);
        }
    }
    if (inside) end(text.size());
}

void tidy(std::vector<std::uint32_t>& hashes) {
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    if (hashes.size() > Signature::longest) hashes.resize(Signature::longest);
    hashes.shrink_to_fit();
}

constexpr int value_bits = 12;

/// Of the words beside, those with which the two texts have the same or only different names and numbers; `turned`: of
/// the different ones, those whose names each text has elsewhere too.
struct Slots {
    std::size_t same = 0, different = 0, turned = 0;
};

/// The names and numbers of a text, by their bits.
std::vector<bool> values_of(const std::vector<std::uint32_t>& slots) {
    std::vector<bool> values(1u << value_bits);
    for (const std::uint32_t slot : slots) values[slot & (values.size() - 1)] = true;
    return values;
}

Slots agreement(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    Slots found;
    const std::vector<bool> of_a = values_of(a), of_b = values_of(b);
    const auto all_in = [](const std::vector<bool>& values, const auto& slots, std::size_t from, std::size_t to) {
        return std::all_of(slots.begin() + static_cast<std::ptrdiff_t>(from),
                           slots.begin() + static_cast<std::ptrdiff_t>(to),
                           [&](std::uint32_t slot) { return values[slot & (values.size() - 1)]; });
    };
    const auto end_of = [](const auto& slots, std::size_t at) {
        std::size_t end = at;
        while (end < slots.size() && slots[end] >> value_bits == slots[at] >> value_bits) ++end;
        return end;
    };
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const std::size_t i_end = end_of(a, i), j_end = end_of(b, j);
        const std::uint32_t key_a = a[i] >> value_bits, key_b = b[j] >> value_bits;
        if (key_a == key_b) {
            const bool any =
                std::any_of(a.begin() + static_cast<std::ptrdiff_t>(i), a.begin() + static_cast<std::ptrdiff_t>(i_end),
                            [&](std::uint32_t slot) { return std::binary_search(b.begin(), b.end(), slot); });
            ++(any ? found.same : found.different);
            found.turned += !any && all_in(of_b, a, i, i_end) && all_in(of_a, b, j, j_end);
        }
        if (key_a <= key_b) i = i_end;
        if (key_b <= key_a) j = j_end;
    }
    return found;
}

struct Sizes {
    std::size_t smaller = 0, larger = 0, both = 0;
};

Sizes sizes_of(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    // Beyond the end of a signature that was cut nothing is known.
    std::uint32_t last = UINT32_MAX;
    for (const auto* runs : {&a, &b})
        if (runs->size() == Signature::longest) last = std::min(last, runs->back());
    const auto a_end = std::upper_bound(a.begin(), a.end(), last), b_end = std::upper_bound(b.begin(), b.end(), last);
    const auto [smaller, larger] = std::minmax({a_end - a.begin(), b_end - b.begin()});
    Sizes sizes{static_cast<std::size_t>(smaller), static_cast<std::size_t>(larger), 0};
    for (auto x = a.begin(), y = b.begin(); x != a_end && y != b_end;) {
        sizes.both += *x == *y;
        const bool first = *x <= *y, second = *y <= *x;
        x += first, y += second;
    }
    return sizes;
}

double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Signature signature_of(std::string_view text) {
    Signature signature;
    std::array<Word, run_length> last{};
    std::size_t count = 0;
    const auto back = [&](std::size_t steps) -> const Word& { return last[(count - 1 - steps) % run_length]; };
    const auto slot = [&](const Word& fact, std::uint64_t beside, std::uint64_t next) {
        const std::uint64_t key = mixed(mixed(beside) + next);
        signature.slots.push_back(static_cast<std::uint32_t>(key >> 44 << value_bits | fact.hash >> (64 - value_bits)));
    };
    each_word(text, [&](const Word& word) {
        last[count++ % run_length] = word;
        if (count >= 3 && back(0).fact) slot(back(0), back(1).hash, back(2).hash);
        if (count >= 3 && back(2).fact) slot(back(2), back(1).hash, back(0).hash + 1);
        if (count < run_length) return;
        std::uint64_t run = 0;
        for (std::size_t k = 0; k < run_length; ++k) run = mixed(run + back(k).hash + k);
        if ((run & 3) == 0) signature.runs.push_back(static_cast<std::uint32_t>(run >> 32));
    });
    tidy(signature.runs);
    tidy(signature.slots);
    return signature;
}

std::optional<Likeness> compare(const Signature& a, const Signature& b) {
    if (std::min(a.runs.size(), b.runs.size()) < shortest)
        return !a.runs.empty() && a == b ? Likeness{1, 1, 0, 0, 0} : Likeness{};
    const Sizes sizes = sizes_of(a.runs, b.runs);
    if (sizes.larger * 2 > sizes.smaller * 5) return std::nullopt;
    const auto [same, different, turned] = agreement(a.slots, b.slots);
    const std::size_t own = sizes.smaller - sizes.both;
    return Likeness{share(sizes.both, sizes.smaller), share(sizes.both, sizes.larger),
                    share(different, same + different), share(different - turned, same + different - turned),
                    share(own - std::min(own, headline), sizes.smaller)};
}

double shared_runs(const Signature& a, const Signature& b) {
    const Sizes sizes = sizes_of(a.runs, b.runs);
    return share(sizes.both, sizes.smaller);
}

}  // namespace dragoman::ingest
