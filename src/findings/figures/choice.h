// What a figure measures, in what part it stands, which way it moved and when: what the rules and the tree propose, and
// what trained weights make of the proposals.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "findings/features/sink.h"
#include "findings/features/weights.h"
#include "findings/figures/parts.h"

namespace dragoman::findings {

/// Who proposed a phrase as what is measured.
enum class OfSource : std::uint8_t {
    rule,  ///< what the rules alone would take
    noun,
    subject,
    object,
    counted,
    told,
    changed,
    behind,  ///< the phrase after a preposition
    before,  ///< what an earlier figure of the sentence measured
    spent,
    stood_for,
    away,
    sum,
    clause,
    moving,
    lasting,
    whose,
    referent,
    last,
    next,
    earlier,  ///< a subject of the sentence before
    tree,
    verb,
    place,
    size
};

/// How much of a phrase is taken.
enum class OfForm : std::uint8_t { bare, phrase, middle, whole, verb, act, rest, other };

struct OfCandidate {
    TokenRange tokens;
    int head = -1;
    std::uint32_t sources = 0;  ///< bits by OfSource
    OfForm form = OfForm::other;
};

struct PeriodCandidate {
    int time = -1;      ///< its expression, -1 for none at all
    std::string value;  ///< as a figure's period
    bool ruled = false;
};

/// What the rules read of a story's amounts.
struct FigureReadings {
    std::vector<Figure> figures;  ///< in text order
    std::vector<int> same;        ///< the figure that each tells again in another unit, or -1
    std::vector<bool> left_out;   ///< by the rules
    std::size_t kept = 0;

    void add(Figure figure, int as, bool left) {
        figures.push_back(std::move(figure)), same.push_back(as), left_out.push_back(left), kept += !left;
    }
    std::vector<Figure> without_left_out() const {
        std::vector<Figure> rest;
        for (std::size_t i = 0; i < figures.size(); ++i)
            if (!left_out[i]) rest.push_back(figures[i]);
        return rest;
    }
};

/// Uses `found`'s figures while it reads, and leaves them undefined.
FigureReadings read_figures(const Document&, const FigureLexicon&, Findings& found);

/// What each change of a sentence led to, or came from; what a share is a share of.
void link_figures(const Document&, Findings&);

/// One figure as the rules read it, with its surroundings.
struct FigureView {
    const Document& document;
    const FigureLexicon& lexicon;
    const Findings& found;
    int index = -1;         ///< of the figure
    bool left_out = false;  ///< by the rules
    Clause clause;
    TokenRange of;  ///< by the rules; empty for none

    const Figure& figure() const { return found.figures[index]; }
    const Amount& amount() const { return document.mentions.amounts[figure().amount]; }
};

/// The phrases that may be what is measured, each once; what the rules take is the first.
std::vector<OfCandidate> of_candidates(const FigureView&, const Measured&);
void of_features(const FigureView&, const OfCandidate&, FeatureSink&);

/// For its role and direction.
void role_features(const FigureView&, FeatureSink&);

std::vector<PeriodCandidate> period_candidates(const FigureView&, const Periods&);
void period_features(const FigureView&, const PeriodCandidate&, FeatureSink&);

inline constexpr std::array<std::string_view, 10> figure_roles = {"level", "change",   "target",   "capacity", "count",
                                                                  "share", "duration", "distance", "age",      "other"};
inline constexpr std::array<std::string_view, 3> figure_directions = {"", "up", "down"};

/// models/figures.bin; immutable. tools/train/README.md says how it is made.
class FigureModel {
public:
    /// The bytes must outlive the model.
    static FigureModel load(std::string_view bytes);
    bool usable() const { return of_.usable() && roles_.usable() && periods_.usable(); }
    const std::string& version() const { return version_; }

    std::int32_t of_score(const std::vector<std::uint32_t>& features) const;
    std::int32_t period_score(const std::vector<std::uint32_t>& features) const;
    /// Sums of the roles, then of the directions, then whether it is a figure at all.
    std::array<std::int32_t, figure_roles.size() + figure_directions.size() + 1> role_scores(
        const std::vector<std::uint32_t>& features) const;

private:
    std::string version_;
    FeatureWeights of_, roles_, periods_;
};

/// Decides which of the readings are figures, with role, direction, what is measured and period. `found` has the
/// statements.
std::vector<Figure> choose(const Document&, const FigureLexicon&, const FigureModel&, FigureReadings&, Findings& found);

/// Every reading with its surroundings; `found` has their figures.
std::vector<FigureView> figure_views(const Document&, const FigureLexicon&, const Findings& found,
                                     const std::vector<bool>& left_out);

}  // namespace dragoman::findings
