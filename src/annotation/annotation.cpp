#include "annotation/annotation.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "annotation/encoder.h"
#include "annotation/lemma.h"

namespace dragoman::annotation {

struct Model::Weights {
    Weights(std::string_view bytes, const Table& exceptions) : lemmatiser(exceptions) { usable = encoder.load(bytes); }

    Encoder encoder;
    Lemmatiser lemmatiser;
    bool usable = false;
};

Model Model::load(std::string_view bytes, const Table& lemmas) {
    return Model(std::make_unique<Weights>(bytes, lemmas));
}
Model::Model(std::unique_ptr<Weights> weights) : weights_(std::move(weights)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;
bool Model::usable() const { return weights_->usable; }
const std::string& Model::version() const { return weights_->encoder.version(); }

namespace {

constexpr int batch_words = 512;  // rows read together: their activations stay in the second-level cache

/// Sentences cut into pieces that the encoder takes, in text order.
std::vector<TokenRange> pieces_of(const Text& text) {
    std::vector<TokenRange> pieces;
    for (const Sentence& s : text.sentences) {
        int begin = s.tokens.begin;
        while (s.tokens.end - begin > longest_piece) {
            int cut = begin + longest_piece;
            for (int t = cut - 1; t > begin + longest_piece / 2; --t)
                if (const auto w = text.word(t); w == "," || w == ";" || w == ":") {
                    cut = t + 1;
                    break;
                }
            pieces.push_back({begin, cut});
            begin = cut;
        }
        pieces.push_back({begin, s.tokens.end});
    }
    return pieces;
}

void lower_into(std::string_view word, std::string& out) {
    std::int32_t at = 0;
    const auto size = static_cast<std::int32_t>(word.size());
    while (at < size) {
        const auto byte = static_cast<unsigned char>(word[at]);
        if (byte < 0x80) {
            out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : static_cast<char>(byte);
            ++at;
            continue;
        }
        UChar32 c;
        U8_NEXT_OR_FFFD(word.data(), at, size, c);
        c = u_tolower(c);
        if (c == 0x2019) c = '\'';  // ’s and 's are one word
        std::uint8_t bytes[4];
        std::int32_t n = 0;
        U8_APPEND_UNSAFE(bytes, n, c);
        out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(n));
    }
}

/// The decoder of name tags: the best sequence in which names begin, go on and end in order.
class NameDecoder {
public:
    explicit NameDecoder(const std::vector<std::string>& classes)
        : n_(static_cast<int>(classes.size())), follows_(n_ * n_), first_(n_), last_(n_), part_(n_), type_(n_) {
        for (int c = 0; c < n_; ++c) {
            part_[c] = classes[c][0];
            const std::string kind = classes[c].size() > 2 ? classes[c].substr(2) : "";
            type_[c] = kind == "PER" ? 0 : kind == "ORG" ? 1 : kind == "LOC" ? 2 : 3;
        }
        for (int a = 0; a < n_; ++a) {
            const bool open = part_[a] == 'B' || part_[a] == 'I';
            first_[a] = part_[a] != 'I' && part_[a] != 'E';
            last_[a] = !open;
            for (int b = 0; b < n_; ++b) {
                const bool inside = part_[b] == 'I' || part_[b] == 'E';
                follows_[a * n_ + b] = open == inside && (!open || type_[a] == type_[b]);
            }
        }
    }

    void decode(const Scores& scores, int offset, std::vector<Name>& names) {
        const int words = scores.words;
        if (words == 0) return;
        best_.assign(static_cast<std::size_t>(words) * n_, -1e30f);
        from_.assign(static_cast<std::size_t>(words) * n_, 0);
        for (int t = 0; t < words; ++t)
            for (int c = 0; c < n_; ++c) {
                const float here = scores.names[static_cast<std::size_t>(t) * n_ + c];
                float& slot = best_[static_cast<std::size_t>(t) * n_ + c];
                if (t == 0) {
                    if (first_[c]) slot = here;
                    continue;
                }
                for (int p = 0; p < n_; ++p) {
                    const float s = best_[static_cast<std::size_t>(t - 1) * n_ + p] + here;
                    if (follows_[p * n_ + c] && s > slot) slot = s, from_[static_cast<std::size_t>(t) * n_ + c] = p;
                }
            }
        int c = -1;
        for (int k = 0; k < n_; ++k)
            if (last_[k] && (c < 0 || best_[static_cast<std::size_t>(words - 1) * n_ + k] >
                                          best_[static_cast<std::size_t>(words - 1) * n_ + c]))
                c = k;
        path_.resize(words);
        for (int t = words - 1; t >= 0; --t) path_[t] = c, c = from_[static_cast<std::size_t>(t) * n_ + c];
        for (int t = 0, begin = 0; t < words; ++t) {
            const char part = part_[path_[t]];
            if (part == 'B' || part == 'S') begin = t;
            if (part == 'E' || part == 'S')
                names.push_back({{offset + begin, offset + t + 1}, static_cast<NameType>(type_[path_[t]])});
        }
    }

private:
    int n_;
    std::vector<char> follows_, first_, last_, part_;
    std::vector<int> type_;
    std::vector<float> best_;
    std::vector<int> from_, path_;
};

/// Children and subtree ranges from heads; children of a head come in text order.
void link(Annotation& a) {
    const int n = a.size();
    a.left.resize(n), a.right.resize(n);
    a.first_child.assign(n, -1), a.next_sibling.assign(n, -1);
    for (int t = 0; t < n; ++t) a.left[t] = t, a.right[t] = t + 1;
    for (int t = n - 1; t >= 0; --t)
        if (const int h = a.head[t]; h >= 0) a.next_sibling[t] = a.first_child[h], a.first_child[h] = t;
    // Depth first without recursion: a node's range is done when all its children's are.
    std::vector<int> waiting(n, 0), ready;
    for (int t = 0; t < n; ++t)
        if (a.head[t] >= 0) ++waiting[a.head[t]];
    for (int t = 0; t < n; ++t)
        if (waiting[t] == 0) ready.push_back(t);
    while (!ready.empty()) {
        const int t = ready.back(), h = a.head[t];
        ready.pop_back();
        if (h < 0) continue;
        a.left[h] = std::min(a.left[h], a.left[t]);
        a.right[h] = std::max(a.right[h], a.right[t]);
        if (--waiting[h] == 0) ready.push_back(h);
    }
}

void keep_tree(const Scores& scores, const Encoder& encoder, const Kernels& kernels, int offset, int sentence_root,
               Annotation& a) {
    const std::vector<int> head = best_tree(scores.arcs, scores.words);
    for (int d = 1; d <= scores.words; ++d) {
        const int t = offset + d - 1, h = head[d];
        a.head[t] = h == 0 ? sentence_root : offset + h - 1;
        a.dep[t] = h == 0 && sentence_root >= 0 ? Dep::parataxis : encoder.label(scores, d, h, kernels);
    }
}

}  // namespace

Annotation annotate(const Text& text, const Model& model) {
    const Model::Weights& with = model.weights();
    const Kernels& kernels = best_kernels();
    const int n = static_cast<int>(text.tokens.size());
    Annotation a;
    a.tag.assign(n, Tag::XX), a.dep.assign(n, Dep::dep), a.head.assign(n, -1);
    a.lemma_at.resize(n), a.lower_at.resize(n);
    const std::vector<TokenRange> pieces = pieces_of(text);
    NameDecoder names(with.encoder.name_classes());
    std::vector<std::vector<std::string_view>> batch;
    std::vector<Scores> scores;
    std::size_t from = 0;
    for (std::size_t p = 0; with.usable && p < pieces.size(); ++p) {
        auto& words = batch.emplace_back();
        for (int t = pieces[p].begin; t < pieces[p].end; ++t) words.push_back(text.word(t));
        const bool last = p + 1 == pieces.size() || pieces[p + 1].end - pieces[from].begin > batch_words;
        if (!last) continue;
        with.encoder.read(batch, kernels, scores);
        for (std::size_t i = from; i <= p; ++i) {
            const Scores& s = scores[i - from];
            // A piece after the first of a long sentence hangs on the sentence's root.
            const TokenRange whole = text.sentences[text.sentence_of(pieces[i].begin)].tokens;
            int root = -1;
            for (int t = whole.begin; t < pieces[i].begin && root < 0; ++t)
                if (a.head[t] < 0) root = t;
            keep_tree(s, with.encoder, kernels, pieces[i].begin, root, a);
            std::copy(s.tag.begin(), s.tag.end(), a.tag.begin() + pieces[i].begin);
            names.decode(s, pieces[i].begin, a.names);
        }
        batch.clear();
        from = p + 1;
    }
    for (int t = 0; t < n; ++t) {
        const auto at = static_cast<std::uint32_t>(a.pool.size());
        lower_into(text.word(t), a.pool);
        const auto mid = static_cast<std::uint32_t>(a.pool.size());
        a.lower_at[t] = {at, mid};
        const std::string lower = a.pool.substr(at);
        with.lemmatiser.append(text.word(t), lower, a.tag[t], a.pool);
        a.lemma_at[t] = {mid, static_cast<std::uint32_t>(a.pool.size())};
    }
    link(a);
    return a;
}

}  // namespace dragoman::annotation
