#include "mentions/corefud.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace dragoman::mentions {
namespace {

constexpr const char* kinds[] = {"name", "nominal", "pronoun"};
constexpr const char* types[] = {"person", "country", "organization", "people", "place", "other"};

/// A mention as CorefUD wants it: one entity, never over the end of its sentence.
struct Bracket {
    TokenRange tokens;
    int head;
    int entity;
    const char* type;
    MentionKind kind;
};

class Writer {
public:
    Writer(const Annotation& annotation, const Mentions& mentions)
        : mentions_(mentions), fields_(annotation.tag.size()) {}

    std::vector<std::string> write() {
        std::vector<Bracket> brackets;
        int next = static_cast<int>(mentions_.entities.size());
        for (const Mention& m : mentions_.mentions) {
            if (m.tokens.empty() || m.entities.empty()) {
                if (m.chain >= 0) brackets.push_back({m.tokens, m.head, chain(m.chain, next), "other", m.kind});
                continue;
            }
            const bool several = m.entities.size() > 1;
            const int entity = several      ? set(m.entities, next)
                               : m.of_state ? set({m.entities[0], m.entities[0]}, next)
                                            : m.entities[0];
            if (!several && once(m.entities[0])) continue;
            if (several) splits_.push_back({m.tokens.begin, entity, m.entities});
            brackets.push_back({m.tokens, m.head, entity, type_of(m), m.kind});
        }
        write(std::move(brackets));
        for (auto& field : fields_)
            if (!field.empty()) field.insert(0, "Entity=");
        for (const Split& split : splits_) add(split);
        return std::move(fields_);
    }

private:
    struct Split {
        int token, entity;
        EntityIds members;
    };

    const char* type_of(const Mention& m) const {
        return types[static_cast<int>(m.of_state ? EntityType::people : mentions_.entities[m.entities[0]].type)];
    }
    bool once(int entity) const {
        const EntityInfo& info = mentions_.entities[entity];
        return !info.named && info.mentions.size() < 2;
    }
    int set(const EntityIds& members, int& next) {
        const auto [at, fresh] = sets_.try_emplace(members, next);
        next += fresh;
        return at->second;
    }
    int chain(int index, int& next) {
        const auto [at, fresh] = chains_.try_emplace(index, next);
        next += fresh;
        return at->second;
    }

    void write(std::vector<Bracket> brackets) {
        std::stable_sort(brackets.begin(), brackets.end(), [](const Bracket& a, const Bracket& b) {
            return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin : a.tokens.end > b.tokens.end;
        });
        std::vector<const Bracket*> closing;
        for (const Bracket& b : brackets) closing.push_back(&b);
        std::stable_sort(closing.begin(), closing.end(), [](const Bracket* a, const Bracket* b) {
            return a->tokens.end != b->tokens.end ? a->tokens.end < b->tokens.end : a->tokens.begin > b->tokens.begin;
        });
        auto close = closing.begin();
        const auto close_before = [&](int token) {  // what ends before a token is closed before it opens anything
            for (; close != closing.end() && (*close)->tokens.end <= token; ++close)
                if ((*close)->tokens.size() > 1)
                    fields_[(*close)->tokens.end - 1] += fmt::format("e{})", (*close)->entity + 1);
        };
        for (const Bracket& b : brackets) {
            close_before(b.tokens.begin);
            // Longer mentions that end with this token are closed behind one that is this token alone.
            fields_[b.tokens.begin] += fmt::format("(e{}-{}-{}-{}{}", b.entity + 1, b.type,
                                                   std::clamp(b.head - b.tokens.begin + 1, 1, b.tokens.size()),
                                                   kinds[static_cast<int>(b.kind)], b.tokens.size() == 1 ? ")" : "");
        }
        close_before(static_cast<int>(fields_.size()));
    }

    void add(const Split& split) {
        std::string members;
        for (EntityId id : split.members)
            members += fmt::format("{}e{}<e{}", members.empty() ? "" : ",", id + 1, split.entity + 1);
        std::string& field = fields_[split.token];
        const std::size_t at = field.find("|SplitAnte=");
        if (at == std::string::npos)
            field += "|SplitAnte=" + members;
        else
            field += "," + members;
    }

    const Mentions& mentions_;
    std::vector<std::string> fields_;
    std::vector<Split> splits_;
    std::map<EntityIds, int> sets_;
    std::map<int, int> chains_;
};

}  // namespace

std::vector<std::string> to_corefud(const Annotation& annotation, const Mentions& mentions) {
    return Writer(annotation, mentions).write();
}

}  // namespace dragoman::mentions
