#include "annotation/annotation.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "annotation/encoder/encoder.h"
#include "annotation/lemma.h"
#include "annotation/names.h"

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
const std::vector<std::string>& Model::upos_names() const { return weights_->encoder.upos_classes(); }
const std::vector<std::string>& Model::feats_names() const { return weights_->encoder.feats_classes(); }

namespace {

constexpr int batch_words = 256;  // rows read together: their activations stay in the second-level cache

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
    const std::vector<int> head = best_tree(scores.arcs, scores.stride, scores.words, kernels);
    for (int d = 1; d <= scores.words; ++d) {
        const int t = offset + d - 1, h = head[d];
        a.head[t] = h == 0 ? sentence_root : offset + h - 1;
        a.dep[t] = h == 0 && sentence_root >= 0 ? Dep::parataxis : encoder.label(scores, d, h, kernels);
    }
}

/// A piece after the first of a long sentence hangs on the sentence's root; -1 for a first piece.
int root_before(const Text& text, int begin, const Annotation& a) {
    const int first = text.sentences[text.sentence_of(begin)].tokens.begin;
    for (int t = first; t < begin; ++t)
        if (a.head[t] < 0) return t;
    return -1;
}

bool is_address(std::string_view word) {
    return word.find("://") != std::string_view::npos || word.find('@') != std::string_view::npos ||
           word.starts_with("www.");
}

/// "Bashar al | - | Assad": a hyphen glued to both sides is inside a name of one type, whatever was said of it.
/// Addresses name nobody.
void tidy_names(const Text& text, std::vector<Name>& names) {
    std::size_t kept = 0;
    for (const Name& name : names) {
        if (name.tokens.size() == 1 && is_address(text.word(name.tokens.begin))) continue;
        const int dash = name.tokens.begin - 1;
        const bool joined = kept > 0 && names[kept - 1].tokens.end == dash && names[kept - 1].type == name.type &&
                            text.word(dash) == "-" && text.tokens[dash - 1].end == text.tokens[dash].begin &&
                            text.tokens[dash].end == text.tokens[dash + 1].begin;
        if (joined)
            names[kept - 1].tokens.end = name.tokens.end;
        else
            names[kept++] = name;
    }
    names.resize(kept);
}

/// "The president called her neighbour's leader on Friday": who is called something is an object beside what they are
/// called; a noun alone under the active verb is the object itself.
void tidy_calls(const Text& text, Annotation& a) {
    const int n = a.size();
    std::vector<char> complete(n, 0);
    for (int t = 0; t < n; ++t)
        if (a.head[t] >= 0 && (a.dep[t] == Dep::obj || a.dep[t] == Dep::nsubj_pass)) complete[a.head[t]] = 1;
    for (int t = 0; t < n; ++t) {
        const int verb = a.head[t];
        if (a.dep[t] != Dep::xcomp || !a.is_noun(t) || verb < 0 || verb > t || complete[verb]) continue;
        if (a.tag[verb] == Tag::VBN) continue;  // a ship called the Aurora
        const std::string_view word = text.word(verb);
        if (word == "called" || word == "calls" || word == "call" || word == "calling") a.dep[t] = Dep::obj;
    }
}

void add_lemmas(const Text& text, const Lemmatiser& lemmatiser, Annotation& a) {
    const int n = a.size();
    a.lemma_at.resize(n), a.lower_at.resize(n);
    a.pool.reserve(text.body.size() * 2);
    for (int t = 0; t < n; ++t) {
        const auto at = static_cast<std::uint32_t>(a.pool.size());
        lower_into(text.word(t), a.pool);
        const auto mid = static_cast<std::uint32_t>(a.pool.size());
        a.lower_at[t] = {at, mid};
        const std::string lower = a.pool.substr(at);
        lemmatiser.append(text.word(t), lower, a.tag[t], a.pool);
        a.lemma_at[t] = {mid, static_cast<std::uint32_t>(a.pool.size())};
    }
}

}  // namespace

Annotation annotate(const Text& text, const Model& model, Wanted wanted, const Kernels* chosen) {
    const Model::Weights& with = model.weights();
    const Kernels& kernels = chosen ? *chosen : best_kernels();
    const int n = static_cast<int>(text.tokens.size());
    Annotation a;
    a.tag.assign(n, Tag::XX), a.dep.assign(n, Dep::dep), a.head.assign(n, -1);
    if (wanted.morphology) a.upos.assign(n, 0), a.feats.assign(n, 0);
    if (wanted.states) a.state_width = with.encoder.width();
    a.states.assign(static_cast<std::size_t>(n) * a.state_width, 64);
    const std::vector<TokenRange> pieces = pieces_of(text);
    NameDecoder names(with.encoder.name_classes());
    std::vector<std::vector<std::string_view>> batch;
    thread_local std::vector<Scores> scores;  // only its memory outlives the call
    std::size_t from = 0;
    for (std::size_t p = 0; with.usable && p < pieces.size(); ++p) {
        if (p - from == batch.size()) batch.emplace_back();
        auto& words = batch[p - from];
        words.clear();
        for (int t = pieces[p].begin; t < pieces[p].end; ++t) words.push_back(text.word(t));
        const bool last = p + 1 == pieces.size() || pieces[p + 1].end - pieces[from].begin > batch_words;
        if (!last) continue;
        batch.resize(p + 1 - from);
        with.encoder.read(batch, kernels, scores, wanted);
        for (std::size_t i = from; i <= p; ++i) {
            const Scores& s = scores[i - from];
            const int begin = pieces[i].begin;
            keep_tree(s, with.encoder, kernels, begin, root_before(text, begin, a), a);
            std::copy(s.tag.begin(), s.tag.end(), a.tag.begin() + begin);
            std::copy(s.upos.begin(), s.upos.end(), a.upos.begin() + begin * wanted.morphology);
            std::copy(s.feats.begin(), s.feats.end(), a.feats.begin() + begin * wanted.morphology);
            std::copy(s.states.begin(), s.states.end(),
                      a.states.begin() + static_cast<std::ptrdiff_t>(begin) * a.state_width);
            names.decode(s, begin, a.names);
        }
        from = p + 1;
    }
    tidy_names(text, a.names);
    tidy_calls(text, a);
    add_lemmas(text, with.lemmatiser, a);
    link(a);
    return a;
}

}  // namespace dragoman::annotation
