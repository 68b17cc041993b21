// What a story is known by when it comes again in nearly the same words.
//
// Words (runs of letters and digits, lower case) are taken in runs of five; a quarter of these runs, chosen by
// their own hash, is kept, so that two texts choose the same of what they share. After A. Broder, "On the
// resemblance and containment of documents" (1997), whose "mod m" sketches tell containment too: a wire report is
// often cut from below.
//
// Forms filled in are no copies: a hundred releases tell of a hundred grants, the same but for the town and the
// sum. So the names and numbers are kept too, each with the two words before it and with the two behind it: two texts
// that say another name or number beside the same words, time and again, are two reports.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace dragoman::ingest {

struct Signature {
    std::vector<std::uint32_t> runs;   ///< ascending, none twice, at most `longest`
    std::vector<std::uint32_t> slots;  ///< 20 bits of the words beside, 12 of the name or number; ascending, likewise

    static constexpr std::size_t longest = 4096;  ///< of a longer text the smallest are kept
    bool operator==(const Signature&) const = default;
};

/// Linear in the text.
Signature signature_of(std::string_view text);

/// What two signatures have in common.
struct Likeness {
    double shorter = 0, longer = 0;  ///< share of the smaller, of the larger signature's runs that the other has too
    double conflict = 0;             ///< share of the slots both have that they fill differently
    double renamed = 0;  ///< the same without names that both texts have, in turn: "Alder and Birk", "Birk and Alder"
    double own = 0;      ///< share of the smaller one's runs that the other lacks, beyond another headline

    /// Surely copies of one report. The weights: bench/results/archive-copies-2026-11-26.md.
    bool copies() const { return shorter - 5 * conflict >= 0.87; }
    /// Copies if two outlets have printed them: what these print in nearly the same words they have from one hand,
    /// while what one outlet prints in nearly the same words is a form filled in anew, or a new state of the matter.
    /// With much of their own around it, it is a letter or speech that both print. `together`: on one day, as what two
    /// offices give out together, each with its own name first.
    bool copies_elsewhere(bool together) const {
        return own <= 0.13 && 0.8 * shorter + 0.2 * longer - 3 * (together ? renamed : conflict) >= 0.64;
    }
};

/// None when the larger is more than twice and a half as large. Signatures with fewer runs than `shortest` say too
/// little to differ by: they are alike in all when equal, else in nothing.
std::optional<Likeness> compare(const Signature& a, const Signature& b);

constexpr std::size_t shortest = 12;

/// Share of the smaller signature's runs that the other has too, 0 to 1, whatever else differs.
double shared_runs(const Signature& a, const Signature& b);

}  // namespace dragoman::ingest
