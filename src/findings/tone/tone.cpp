#include "findings/tone/tone.h"

#include <algorithm>
#include <string>

#include "findings/events/frames.h"
#include "findings/lexicon.h"
#include "findings/stances/parts.h"

namespace dragoman::findings {
namespace {

constexpr int reach = 60;            // tokens looked at on either side of a target
constexpr int far = 5;               // steps in the tree from which on distances are alike
constexpr int most_rows = 24;        // of a sentence and kind
constexpr std::size_t longest = 80;  // bytes of a way that is told in full

constexpr std::string_view digits[] = {"0", "1", "2", "3", "4", "5"};

bool denies(std::string_view lemma) {
    return is_in(lemma, {"not", "n't", "never", "no", "neither", "hardly", "without"});
}

bool shares(const EntityIds& some, const EntityIds& others) {
    return std::any_of(some.begin(), some.end(),
                       [&](EntityId id) { return std::find(others.begin(), others.end(), id) != others.end(); });
}

/// Parts of names of features, which weights know: by EntityType.
constexpr std::string_view type_names[] = {"person", "country", "organization", "people", "place", "other"};

std::string_view quad_of(std::string_view type) {
    if (is_in(type, {"AGREE", "CONSULT", "SUPPORT"})) return "1";
    if (is_in(type, {"COOPERATE", "AID", "CONCEDE", "RETREAT"})) return "2";
    return is_in(type, {"REQUEST", "ACCUSE", "REJECT", "THREATEN"}) ? "3" : "4";
}

}  // namespace

/// Every token near a target with its way to it in the tree.
struct ToneReader::Ways {
    TokenRange window;
    std::vector<int> distance;      ///< of each token of the window; `far` where the walk did not come
    std::vector<std::string> path;  ///< relations, up "^" and down "v"; empty from four steps on

    int at(int token) const { return distance[static_cast<std::size_t>(token - window.begin)]; }
    const std::string& way(int token) const { return path[static_cast<std::size_t>(token - window.begin)]; }
};

FeatureModels load_tone_model(std::string_view bytes) {
    return FeatureModels::load(bytes, "DRAGTONE", {{"DGTONE01", static_cast<int>(tone_names.size())}});
}

ToneReader::ToneReader(const Document& document, const Lexicon& lexicon, const Findings& found)
    : document_(document), lexicon_(lexicon), found_(found), rows_(document.text.sentences.size()) {
    const auto put = [&](int token, std::vector<int> Rows::*kind, std::size_t index) {
        if (token < 0 || token >= document.annotation.size()) return;
        auto& list = rows_[static_cast<std::size_t>(document.text.sentence_of(token))].*kind;
        if (list.size() < most_rows) list.push_back(static_cast<int>(index));
    };
    for (std::size_t i = 0; i < found.stances.size(); ++i)
        put(document.text.token_at(found.stances[i].evidence.begin), &Rows::stances, i);
    for (std::size_t i = 0; i < found.events.size(); ++i) put(found.events[i].trigger, &Rows::events, i);
    for (std::size_t i = 0; i < found.statements.size(); ++i) put(found.statements[i].cue_token, &Rows::statements, i);
}

/// The token of a target whose head lies outside it.
int ToneReader::head_of(TokenRange tokens) const {
    for (int t = tokens.begin; t < tokens.end; ++t)
        if (!tokens.contains(document_.annotation.head[t])) return t;
    return tokens.begin;
}

ToneReader::Ways ToneReader::ways_from(int head, TokenRange own) const {
    const Annotation& tree = document_.annotation;
    const TokenRange sentence = document_.text.sentences[document_.text.sentence_of(head)].tokens;
    Ways ways;
    ways.window = {std::max(sentence.begin, own.begin - reach), std::min(sentence.end, own.end + reach)};
    ways.distance.assign(static_cast<std::size_t>(ways.window.size()), far);
    ways.path.resize(ways.distance.size());
    std::vector<int> open = {head};
    std::vector<bool> seen(ways.distance.size());
    const auto index = [&](int t) { return static_cast<std::size_t>(t - ways.window.begin); };
    ways.distance[index(head)] = 0, seen[index(head)] = true;
    for (std::size_t i = 0; i < open.size(); ++i) {
        const int t = open[i], steps = ways.at(t) + 1;
        if (steps > far) break;
        const auto go = [&](int next, std::string_view sign, Dep dep) {
            if (!ways.window.contains(next) || seen[index(next)]) return;
            seen[index(next)] = true, ways.distance[index(next)] = steps, open.push_back(next);
            if (steps <= 3) ways.path[index(next)] = ways.way(t) + std::string(sign) + std::string(name_of(dep));
        };
        if (tree.head[t] >= 0) go(tree.head[t], "^", tree.dep[t]);
        for (int c = tree.first_child[t]; c >= 0; c = tree.next_sibling[c]) go(c, "v", tree.dep[c]);
    }
    return ways;
}

/// Names say little of how they are spoken of, and a lot of whom the trainer read.
std::string_view ToneReader::word(int token) const {
    return document_.annotation.is_proper(token) ? "@" : document_.annotation.lemma(token);
}

bool ToneReader::negated(int token) const {
    const Annotation& tree = document_.annotation;
    for (int c = tree.first_child[token]; c >= 0; c = tree.next_sibling[c])
        if (denies(tree.lemma(c))) return true;
    return false;
}

void ToneReader::add_words(const Ways& ways, TokenRange own, FeatureSink& sink) const {
    const Annotation& tree = document_.annotation;
    for (int t = ways.window.begin; t < ways.window.end; ++t) {
        if (own.contains(t)) continue;
        const std::string_view lemma = word(t), not_ = yes(negated(t));
        if (t + 1 < ways.window.end && !own.contains(t + 1)) sink.add("b", lemma, word(t + 1));
        if (tree.dep[t] == Dep::punct && !is_in(lemma, {"?", "!", "\"", "“", "”"})) continue;
        const int distance = ways.at(t);
        sink.add("w", lemma);
        sink.add(t < own.begin ? "l" : "r", lemma);
        sink.add("d", digits[distance], not_, lemma);
        if (const std::string& way = ways.way(t); !way.empty() && way.size() < longest) {
            sink.add("p", way, not_, lemma);
            if (distance <= 2) sink.add("way", way);
        }
        if (t >= own.begin - 4 && t < own.end + 4) sink.add("near", lemma);
        add_sorts(t, distance, sink);
    }
}

/// Words of acts, praise and blame: what their tables say of them.
void ToneReader::add_sorts(int token, int distance, FeatureSink& sink) const {
    const Annotation& tree = document_.annotation;
    const std::string_view not_ = yes(negated(token)), lemma = tree.lemma(token);
    if (const auto* frames = lexicon_.indexes().events->frames_of(tree, token); frames && !frames->empty())
        sink.add("act", digits[distance], not_, frames->front().type);
    const StanceLexicon& words = *lexicon_.indexes().stances;
    const auto tell = [&](std::string_view kind, bool against) {
        sink.add(kind, not_, against ? "against" : "for");
        sink.add(kind, digits[distance], not_, against ? "against" : "for");
    };
    if (const auto found = words.names.find(lemma); found != words.names.end()) tell("called", found->second);
    for (const auto* table : {&words.verbs, &words.nouns, &words.adjectives})
        if (const auto found = table->find(lemma); found != table->end() && !found->second.empty()) {
            tell("judged", found->second.front().against);
            break;
        }
}

void ToneReader::add_place(int head, const Ways& ways, FeatureSink& sink) const {
    const Annotation& tree = document_.annotation;
    const int governor = tree.head[head];
    sink.add("bias");
    sink.add("dep", name_of(tree.dep[head]));
    sink.add("tag", name_of(tree.tag[head]));
    if (governor >= 0) sink.add("under", name_of(tree.tag[governor]), name_of(tree.dep[head]));
    sink.add("quarter", digits[std::min(3, 4 * (head - ways.window.begin) / std::max(1, ways.window.size()))]);
}

/// What the record says that the target has a part in.
void ToneReader::add_rows(const ToneTarget& target, FeatureSink& sink) const {
    const Span words = document_.text.span(target.tokens);
    for (EntityId id : target.entities) {
        const EntityInfo& info = document_.mentions.entities[id];
        sink.add("type", type_names[static_cast<std::size_t>(info.type)], info.sector);
    }
    const Rows& rows = rows_[static_cast<std::size_t>(document_.text.sentence_of(target.tokens.begin))];
    for (const int i : rows.stances) {
        const Stance& s = found_.stances[static_cast<std::size_t>(i)];
        const std::string_view way = s.against ? "against" : "for";
        if (s.target >= 0 ? shares({s.target}, target.entities) : s.target_words.overlaps(words))
            sink.add("stance to", way);
        if (shares(s.holder, target.entities)) sink.add("stance of", way);
    }
    for (const int i : rows.events) {
        const Event& e = found_.events[static_cast<std::size_t>(i)];
        const std::string_view denied = yes(e.status == EventStatus::denied);
        const bool acts = shares(e.actors, target.entities), suffers = shares(e.recipients, target.entities);
        const std::string_view part = acts ? "actor" : suffers ? "recipient" : "beside";
        sink.add("event", part, denied, e.type);
        sink.add("quad", part, denied, quad_of(e.type));
    }
    for (const int i : rows.statements)
        if (shares(found_.statements[static_cast<std::size_t>(i)].speakers, target.entities)) sink.add("speaks");
    if (const int around = found_.statement_of_token[target.tokens.begin]; around >= 0)
        sink.add("said", digits[static_cast<int>(found_.statements[static_cast<std::size_t>(around)].form)]);
}

void ToneReader::features(const ToneTarget& target, FeatureSink& sink) const {
    const int head = head_of(target.tokens);
    const Ways ways = ways_from(head, target.tokens);
    add_place(head, ways, sink);
    add_words(ways, target.tokens, sink);
    add_rows(target, sink);
    std::sort(sink.hashes.begin(), sink.hashes.end());  // each once
    sink.hashes.erase(std::unique(sink.hashes.begin(), sink.hashes.end()), sink.hashes.end());
}

ToneReading ToneReader::read(const ToneTarget& target, const FeatureModels& model) const {
    FeatureSink sink;
    features(target, sink);
    const auto chances = model.chances(0, sink.hashes);
    ToneReading reading;
    std::copy_n(chances.begin(), reading.chances.size(), reading.chances.begin());
    const auto best = std::max_element(reading.chances.begin(), reading.chances.end());
    reading.tone = static_cast<Tone>(best - reading.chances.begin());
    return reading;
}

std::vector<ToneTarget> ToneReader::targets() const {
    std::vector<ToneTarget> all;
    for (const Mention& mention : document_.mentions.mentions) {
        const bool somebody = std::any_of(mention.entities.begin(), mention.entities.end(), [&](EntityId id) {
            const EntityType type = document_.mentions.entities[id].type;
            return type != EntityType::place && type != EntityType::other;
        });
        if (somebody && !mention.tokens.empty()) all.push_back({mention.tokens, mention.entities});
    }
    return all;
}

ToneTarget ToneReader::target_at(Span span) const {
    const Text& text = document_.text;
    ToneTarget target;
    const auto first = std::partition_point(text.tokens.begin(), text.tokens.end(), [&](const Token& token) {
        return text.input_offset(token.end) <= span.begin;
    });
    const int t = static_cast<int>(first - text.tokens.begin());
    if (first == text.tokens.end() || text.input_offset(first->begin) >= span.end) return target;
    const int limit = text.sentences[text.sentence_of(t)].tokens.end;
    target.tokens = {t, t + 1};
    while (target.tokens.end < limit && text.input_offset(text.tokens[target.tokens.end].begin) < span.end)
        ++target.tokens.end;
    for (int i = target.tokens.begin; i < target.tokens.end; ++i)
        if (const int mention = document_.mentions.mention_of_head[i]; mention >= 0)
            for (EntityId id : document_.mentions.mentions[mention].entities)
                if (std::find(target.entities.begin(), target.entities.end(), id) == target.entities.end())
                    target.entities.push_back(id);
    return target;
}

}  // namespace dragoman::findings
