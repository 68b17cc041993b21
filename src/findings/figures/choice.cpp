// The weights of figures, and what they decide.
#include "findings/figures/choice.h"

#include "annotation/encoder/weights.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

FigureModel FigureModel::load(std::string_view bytes) {
    FigureModel model;
    std::string version = annotation::sealed_version(bytes, "DRAGFIG1");
    if (version.empty()) return model;
    annotation::WeightsReader in(bytes);
    const int of = in.number(), roles = in.number(), periods = in.number();
    const auto block = [&](int size) -> std::string_view {
        const auto n = static_cast<std::size_t>(std::max(size, 0));
        const char* begin = in.array<char>(n);
        return begin ? std::string_view(begin, n) : std::string_view();
    };
    model.of_ = FeatureWeights::load(block(of), "DGFIGOF1", 1);
    model.roles_ = FeatureWeights::load(block(roles), "DGFIGRO1",
                                        static_cast<int>(figure_roles.size() + figure_directions.size()) + 1);
    model.periods_ = FeatureWeights::load(block(periods), "DGFIGPE1", 1);
    if (in.ok() && model.usable()) model.version_ = std::move(version);
    return model;
}

std::int32_t FigureModel::of_score(const std::vector<std::uint32_t>& features) const {
    std::int32_t sum = 0;
    for (std::uint32_t feature : features) of_.add(feature, &sum);
    return sum;
}

std::int32_t FigureModel::period_score(const std::vector<std::uint32_t>& features) const {
    std::int32_t sum = 0;
    for (std::uint32_t feature : features) periods_.add(feature, &sum);
    return sum;
}

std::array<std::int32_t, figure_roles.size() + figure_directions.size() + 1> FigureModel::role_scores(
    const std::vector<std::uint32_t>& features) const {
    std::array<std::int32_t, figure_roles.size() + figure_directions.size() + 1> sums{};
    for (std::uint32_t feature : features) roles_.add(feature, sums.data());
    return sums;
}

std::vector<FigureView> figure_views(const Document& document, const FigureLexicon& lexicon, const Findings& found,
                                     const std::vector<bool>& left_out) {
    std::vector<FigureView> views;
    for (int i = 0; i < static_cast<int>(found.figures.size()); ++i) {
        FigureView view{document, lexicon, found, i, left_out[static_cast<std::size_t>(i)], {}, {}};
        view.clause = clause_of(document, lexicon, view.amount());
        if (const auto& of = view.figure().of; !of.empty())
            view.of = {document.text.token_at(of[0].begin), document.text.token_at(of[0].end - 1) + 1};
        views.push_back(view);
    }
    return views;
}

namespace {

template <class Candidates, class Score>
const auto& best_of(const Candidates& candidates, const Score& score) {
    std::size_t best = 0;
    std::int32_t most = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        if (const std::int32_t sum = score(candidates[i]); i == 0 || sum > most) best = i, most = sum;
    return candidates[best];
}

/// The rule's name says the role.
void set_rule(Figure& figure) { figure.rule = figure.rule.substr(0, figure.rule.find('/') + 1) + figure.role; }

/// "61 to | 14": those against voted on what those for did.
bool other_side(const Document& document, const Figure& first, const Figure& figure) {
    if (first.unit != "votes" || figure.unit != "votes") return false;
    const auto& amounts = document.mentions.amounts;
    const Amount &one = amounts[figure.amount], &before = amounts[first.amount];
    return !one.counted && !before.counted && one.tokens.begin - before.tokens.end <= 3;
}

/// "Fell below | 5 percent", "rose above 9 percent" tell where it came to, not by how much.
bool is_passed(const Annotation& tree, const FigureLexicon& lexicon, const Amount& amount) {
    const int bound = amount.tokens.begin - 1;
    if (bound < 1) return false;
    const std::string_view word = tree.lower(bound);
    return (word == "below" || word == "above") && tree.is_verb(bound - 1) &&
           lexicon.is(tree, bound - 1, up_word | down_word);
}

class Chooser {
public:
    Chooser(const Document& document, const FigureLexicon& lexicon, const FigureModel& model, const Findings& found)
        : document_(document),
          lexicon_(lexicon),
          model_(model),
          roles_(document, lexicon, found),
          measured_(document, lexicon, found),
          periods_(document, lexicon, found) {}

    /// Sets role and direction; false where it is no figure.
    bool set_role(const FigureView& view, Figure& figure) {
        sink_.hashes.clear(), role_features(view, sink_);
        const auto sums = model_.role_scores(sink_.hashes);
        const auto ways = sums.begin() + figure_roles.size(), end = ways + figure_directions.size();
        figure.role = figure_roles[static_cast<std::size_t>(std::max_element(sums.begin(), ways) - sums.begin())];
        figure.direction = figure_directions[static_cast<std::size_t>(std::max_element(ways, end) - ways)];
        if (figure.role == "change" && is_passed(document_.annotation, lexicon_, view.amount())) figure.role = "level";
        roles_.settle(figure, view.amount(), view.clause);
        set_rule(figure);
        if (roles_.names_race(view.amount())) return false;
        return *end >= 0 || figure.unit == "votes";  // those for and those against stand or fall together
    }

    void set_of(const FigureView& view, Figure& figure) {
        const auto all = of_candidates(view, measured_);
        if (all.empty()) return;
        const auto& best = best_of(all, [&](const OfCandidate& c) {
            sink_.hashes.clear(), of_features(view, c, sink_);
            return model_.of_score(sink_.hashes);
        });
        figure.of = {document_.text.span(measured_.settled(figure, view.amount(), view.clause, best.tokens))};
    }

    void set_period(const FigureView& view, Figure& figure) {
        const auto all = period_candidates(view, periods_);
        figure.period = best_of(all, [&](const PeriodCandidate& c) {
                            sink_.hashes.clear(), period_features(view, c, sink_);
                            return model_.period_score(sink_.hashes);
                        }).value;
    }

private:
    const Document& document_;
    const FigureLexicon& lexicon_;
    const FigureModel& model_;
    const Roles roles_;
    const Measured measured_;
    const Periods periods_;
    FeatureSink sink_;
};

}  // namespace

std::vector<Figure> choose(const Document& document, const FigureLexicon& lexicon, const FigureModel& model,
                           FigureReadings& all, Findings& found) {
    found.figures = all.figures;
    Chooser chooser(document, lexicon, model, found);
    std::vector<Figure> chosen;
    for (const FigureView& view : figure_views(document, lexicon, found, all.left_out)) {
        const auto i = static_cast<std::size_t>(view.index);
        Figure& figure = all.figures[i];
        if (all.same[i] >= 0) {  // told again in another unit
            const auto first = static_cast<std::size_t>(all.same[i]);
            all.left_out[i] = all.left_out[first];
            if (all.left_out[i]) continue;
            const Figure& other = all.figures[first];
            figure.role = other.role, figure.direction = other.direction, figure.of = other.of;
            figure.period = other.period, set_rule(figure);
        } else {
            all.left_out[i] = !chooser.set_role(view, figure);
            if (all.left_out[i]) continue;
            chooser.set_of(view, figure);
            chooser.set_period(view, figure);
            if (!chosen.empty() && other_side(document, chosen.back(), figure)) figure.of = chosen.back().of;
        }
        chosen.push_back(figure);
    }
    return chosen;
}

}  // namespace dragoman::findings
