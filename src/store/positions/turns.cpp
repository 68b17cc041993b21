// Where somebody turned: runs of stories of one stance.
#include <algorithm>
#include <utility>

#include "store/positions/parts.h"

namespace dragoman::store {
namespace {

/// A story's stances, all the same.
struct Told {
    std::vector<const Held*> stances;
    const std::string& stance() const { return stances.front()->stance; }
    bool reversal() const {
        return std::any_of(stances.begin(), stances.end(), [](const Held* h) { return h->reversal; });
    }
};
using Run = std::vector<Told>;

/// Stories in order; one that is both for and against is no evidence of either.
std::vector<Told> stories_of(const std::vector<Held>& held) {
    std::vector<Told> stories;
    for (std::size_t i = 0; i < held.size();) {
        Told story;
        bool mixed = false;
        const std::size_t first = i;
        for (; i < held.size() && held[i].story_id == held[first].story_id; ++i) {
            mixed = mixed || held[i].stance != held[first].stance;
            story.stances.push_back(&held[i]);
        }
        if (!mixed) stories.push_back(std::move(story));
    }
    return stories;
}

std::vector<Run> runs_of(std::vector<Told> stories) {
    std::vector<Run> runs;
    for (Told& story : stories) {
        if (runs.empty() || runs.back().front().stance() != story.stance()) runs.emplace_back();
        runs.back().push_back(std::move(story));
    }
    return runs;
}

/// Leaves out runs of one story, but where its own words tell of the change, and joins what then stands together.
std::vector<Run> solid(std::vector<Run> runs) {
    std::vector<Run> kept;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const bool told = runs[i].front().reversal() || (i + 1 < runs.size() && runs[i + 1].front().reversal());
        if (runs[i].size() < 2 && !told) continue;
        if (kept.empty() || kept.back().front().stance() != runs[i].front().stance())
            kept.push_back(std::move(runs[i]));
        else
            kept.back().insert(kept.back().end(), runs[i].begin(), runs[i].end());
    }
    return kept;
}

std::vector<StanceRow> rows_of(const Run& run, bool last) {
    constexpr std::size_t most = 3;
    std::vector<StanceRow> rows;
    for (const Told& story : run) rows.push_back({story.stances.front()->story_id, story.stances.front()->stance_id});
    if (rows.size() > most)
        last ? rows.erase(rows.begin(), rows.end() - most) : rows.erase(rows.begin() + most, rows.end());
    return rows;
}

}  // namespace

std::vector<Turn> turns_of(const std::vector<Held>& held) {
    const std::vector<Run> runs = solid(runs_of(stories_of(held)));
    std::vector<Turn> turns;
    for (std::size_t i = 1; i < runs.size(); ++i) {
        const Held& first = *runs[i].front().stances.front();
        const bool both = runs[i - 1].size() >= 2 && runs[i].size() >= 2;
        if (!both && !runs[i].front().reversal()) continue;
        turns.push_back({.holder = {},
                         .holder_name = first.holder_name,
                         .target = {},
                         .target_name = first.target_name,
                         .day = first.day,
                         .stance = first.stance,
                         .method = both ? "run" : "words",
                         .before = static_cast<int>(runs[i - 1].size()),
                         .after = static_cast<int>(runs[i].size()),
                         .before_rows = rows_of(runs[i - 1], true),
                         .after_rows = rows_of(runs[i], false)});
    }
    return turns;
}

}  // namespace dragoman::store
