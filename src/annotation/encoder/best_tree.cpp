// Decoding. A greedy choice of heads is a projective tree with one root for nine sentences in ten;
// the others are repaired by the search for the best projective tree of Eisner (1996), cubic in
// the length of a piece, which is bounded.
#include <algorithm>
#include <limits>

#include "annotation/encoder/encoder.h"

namespace dragoman::annotation {
namespace {

constexpr float never = -std::numeric_limits<float>::infinity();

std::vector<int> greedy(const std::vector<float>& arcs, int stride, int words, const Kernels& kernels) {
    std::vector<int> head(words + 1, 0);
    for (int d = 1; d <= words; ++d) {
        // A word is not its own head: the best before it, unless one behind it is better.
        const float* row = &arcs[static_cast<std::size_t>(d) * stride];
        head[d] = kernels.greatest(row, d);
        if (d == words) continue;
        const int after = d + 1 + kernels.greatest(row + d + 1, words - d);
        if (row[after] > row[head[d]]) head[d] = after;
    }
    return head;
}

/// One root, no cycle, and no arc crosses another or covers the root.
bool is_projective_tree(const std::vector<int>& head, int words) {
    int roots = 0;
    for (int d = 1; d <= words; ++d) roots += head[d] == 0;
    if (roots != 1) return false;
    std::vector<int> state(words + 1, 0);  // 0 new, d on the path from d, −1 known to reach the root
    state[0] = -1;
    for (int d = 1; d <= words; ++d) {
        int at = d;
        while (state[at] == 0) state[at] = d, at = head[at];
        if (state[at] == d) return false;
        for (at = d; state[at] == d; at = head[at]) state[at] = -1;
    }
    // No word under an arc hangs on one outside it (arcs are short, so this is about linear).
    for (int d = 1; d <= words; ++d) {
        const int from = std::min(d, head[d]), to = std::max(d, head[d]);
        for (int k = from + 1; k < to; ++k)
            if (head[k] < from || head[k] > to) return false;
    }
    return true;
}

/// Eisner's chart over rows 1…n; the root takes its one child at the end. An item spans i…j. Whole: its
/// head end has all dependents inside; half: an arc joins its ends. Every item is the best of sums of
/// two others over the places between i and j, so each kind is kept with those places side by side: by
/// row (i fixed), by column (j fixed), or both.
class Chart {
public:
    Chart(const std::vector<float>& arcs, int stride, int words, const Kernels& kernels)
        : arcs_(arcs), stride_(stride), n_(words), kernels_(kernels), side_(static_cast<std::size_t>(words) + 1) {
        // Room grows and is kept; every item is written before it is read, so nothing needs clearing.
        for (auto* scores : {&left_row_, &left_column_, &right_row_, &right_column_, &left_half_, &right_half_})
            if (scores->size() < side_ * side_) scores->resize(side_ * side_);
        for (auto* splits : {&left_split_, &right_split_, &half_split_})
            if (splits->size() < side_ * side_) splits->resize(side_ * side_);
    }

    std::vector<int> solve() {
        for (int i = 1; i <= n_; ++i) set_left(i, i, 0, i), set_right(i, i, 0, i);
        for (int length = 1; length < n_; ++length)
            for (int i = 1; i + length <= n_; ++i) fill(i, i + length);
        int root = 1;
        float best = never;
        for (int r = 1; r <= n_; ++r) {
            const float s = left_row_[at(1, r)] + right_row_[at(r, n_)] + arc(0, r);
            if (s > best) best = s, root = r;
        }
        return walk(root);
    }

private:
    std::size_t at(int row, int place) const { return static_cast<std::size_t>(row) * side_ + place; }
    float arc(int head, int dependent) const { return arcs_[static_cast<std::size_t>(dependent) * stride_ + head]; }
    void set_left(int i, int j, float score, int split) {
        left_row_[at(i, j)] = left_column_[at(j, i)] = score, left_split_[at(i, j)] = split;
    }
    void set_right(int i, int j, float score, int split) {
        right_row_[at(i, j)] = right_column_[at(j, i)] = score, right_split_[at(i, j)] = split;
    }

    void fill(int i, int j) {
        const int count = j - i;
        int k = 0;
        const float both = kernels_.best_sum(&right_row_[at(i, i)], &left_column_[at(j, i + 1)], count, &k);
        half_split_[at(i, j)] = i + k;
        left_half_[at(j, i)] = both + arc(j, i);   // by column: i hangs on j
        right_half_[at(i, j)] = both + arc(i, j);  // by row: j hangs on i
        const float left = kernels_.best_sum(&left_row_[at(i, i)], &left_half_[at(j, i)], count, &k);
        set_left(i, j, left, i + k);
        const float right = kernels_.best_sum(&right_half_[at(i, i + 1)], &right_column_[at(j, i + 1)], count, &k);
        set_right(i, j, right, i + 1 + k);
    }

    std::vector<int> walk(int root) const {
        enum Kind { left_whole, right_whole, left_half, right_half };
        struct Item {
            Kind kind;
            int i, j;
        };
        std::vector<int> head(n_ + 1, 0);
        std::vector<Item> todo{{left_whole, 1, root}, {right_whole, root, n_}};
        while (!todo.empty()) {
            const auto [kind, i, j] = todo.back();
            todo.pop_back();
            if (i == j) continue;
            if (kind == left_whole) {
                const int k = left_split_[at(i, j)];
                todo.push_back({left_whole, i, k}), todo.push_back({left_half, k, j});
            } else if (kind == right_whole) {
                const int k = right_split_[at(i, j)];
                todo.push_back({right_half, i, k}), todo.push_back({right_whole, k, j});
            } else {
                const int k = half_split_[at(i, j)];
                (kind == left_half ? head[i] : head[j]) = kind == left_half ? j : i;
                todo.push_back({right_whole, i, k}), todo.push_back({left_whole, k + 1, j});
            }
        }
        head[root] = 0;
        return head;
    }

    const std::vector<float>& arcs_;
    int stride_, n_;
    const Kernels& kernels_;
    std::size_t side_;
    static thread_local std::vector<float> left_row_, left_column_, right_row_, right_column_, left_half_, right_half_;
    static thread_local std::vector<int> left_split_, right_split_, half_split_;
};

thread_local std::vector<float> Chart::left_row_, Chart::left_column_, Chart::right_row_, Chart::right_column_,
    Chart::left_half_, Chart::right_half_;
thread_local std::vector<int> Chart::left_split_, Chart::right_split_, Chart::half_split_;

}  // namespace

std::vector<int> best_tree(const std::vector<float>& arcs, int stride, int words, const Kernels& kernels) {
    std::vector<int> head = greedy(arcs, stride, words, kernels);
    if (words == 0 || is_projective_tree(head, words)) return head;
    return Chart(arcs, stride, words, kernels).solve();
}

}  // namespace dragoman::annotation
