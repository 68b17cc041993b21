// Groups: who belongs to what, where the story says so.
//
// Four forms: "the X pact between A and B"; "A and B are members of X"; "X, which groups A and B";
// "X was joined by A". Several passages on one group are one row, whose evidence is the passage
// that names most members.
#include <algorithm>
#include <unordered_map>

#include "findings/findings.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

enum class GroupWord : std::uint8_t { group, belongs, holds, joins };

struct GroupLexicon {
    std::unordered_map<std::string_view, GroupWord> words;
};

std::shared_ptr<const GroupLexicon> build_groups(const Knowledge& knowledge) {
    auto lexicon = std::make_shared<GroupLexicon>();
    const Table& table = knowledge.table("group_words");
    for (int row = 0; row < table.rows(); ++row) {
        const std::string_view sort = table.at(row, "sort");
        lexicon->words[table.at(row, "word")] = sort == "group"     ? GroupWord::group
                                                : sort == "belongs" ? GroupWord::belongs
                                                : sort == "holds"   ? GroupWord::holds
                                                                    : GroupWord::joins;
    }
    return lexicon;
}

namespace {

class Groups {
public:
    Groups(const Document& document, const GroupLexicon& lexicon, Findings& found)
        : text_(document.text), tree_(document.annotation), mentions_(document.mentions), lexicon_(lexicon), found_(found), over_(tree_.tag.size(), -1) {
        for (int m = 0; m < static_cast<int>(mentions_.mentions.size()); ++m)
            for (int t = mentions_.mentions[m].tokens.begin; t < mentions_.mentions[m].tokens.end; ++t) over_[t] = m;
    }

    void read() {
        for (int t = 0; t < tree_.size(); ++t) {
            const auto word = lexicon_.words.find(tree_.lemma(t));
            const bool noun = tree_.tag[t] == Tag::NN || tree_.tag[t] == Tag::NNS || tree_.is_proper(t);
            if (noun) of_named(t);
            if (word == lexicon_.words.end()) continue;
            if (noun && word->second == GroupWord::group) between(t);
            if (noun && word->second == GroupWord::belongs) members(t);
            if (tree_.is_verb(t) && word->second == GroupWord::holds) holds(t);
            if (tree_.is_verb(t) && word->second == GroupWord::joins) joined(t);
            if (noun && tree_.lemma(t) == "part") members(t);
        }
    }

private:
    std::string_view preposition(int token) const {
        const int mark = tree_.child(token, Dep::case_);
        return mark < 0 ? std::string_view() : tree_.lower(mark);
    }

    /// Phrases that can be members: states, organisations, people with names.
    EntityIds members_at(int head) const {
        EntityIds all;
        const auto add = [&](int token) {
            const int m = mentions_.mention_of_head[token] >= 0 ? mentions_.mention_of_head[token] : over_[token];
            if (m < 0) return;
            for (EntityId id : mentions_.mentions[m].entities) {
                const EntityInfo& who = mentions_.entities[id];
                const bool fits = who.type == EntityType::country || who.type == EntityType::organization ||
                                  (who.type == EntityType::place && who.named);
                if (fits && std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
            }
        };
        add(head);
        for (int c = tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::conj || tree_.dep[c] == Dep::appos) {
                add(c);
                for (int d = tree_.first_child[c]; d >= 0; d = tree_.next_sibling[d])
                    if (tree_.dep[d] == Dep::conj) add(d);
            }
        return all;
    }

    /// The entity of a group's phrase: the name inside it before the common noun ("the AUKUS partnership").
    EntityId group_at(int head) const {
        for (int t = head - 1; t >= std::max(tree_.left[head], head - 4); --t) {
            const int m = over_[t];
            if (m < 0 || mentions_.mentions[m].entities.size() != 1 || mentions_.mentions[m].tokens.contains(head)) continue;
            const EntityInfo& named = mentions_.entities[mentions_.mentions[m].entities[0]];
            if (named.type == EntityType::organization || named.type == EntityType::other)
                return mentions_.mentions[m].entities[0];
        }
        const int m = mentions_.mention_of_head[head] >= 0 ? mentions_.mention_of_head[head] : over_[head];
        if (m < 0 || mentions_.mentions[m].entities.size() != 1) return -1;
        const EntityId id = mentions_.mentions[m].entities[0];
        const EntityType type = mentions_.entities[id].type;
        return type == EntityType::country || type == EntityType::person ? -1 : id;
    }

    void add(EntityId group, EntityIds members, TokenRange passage, const char* rule) {
        members.erase(std::remove(members.begin(), members.end(), group), members.end());
        if (group < 0 || members.empty()) return;
        for (Group& known : found_.groups)
            if (known.group == group) {
                const bool more = members.size() > known.members.size();
                if (more) known.evidence = text_.span(passage);
                for (EntityId id : members)
                    if (std::find(known.members.begin(), known.members.end(), id) == known.members.end()) known.members.push_back(id);
                return;
            }
        found_.groups.push_back({group, std::move(members), text_.span(passage), rule});
    }

    /// "a pact between A and B", "the Quad of A, B and C": at least two members.
    void between(int noun) {
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c]) {
            if (c < noun) continue;
            const std::string_view link = preposition(c);
            if (tree_.dep[c] == Dep::nmod && (link == "between" || link == "among" || link == "of" || link == "grouping")) {
                EntityIds members = members_at(c);
                if (members.size() < 2) members = listed_after(c);
                if (members.size() >= 2) return add(group_of_noun(noun), members, {tree_.left[noun], tree_.right[c]}, "group:between");
            }
        }
    }

    /// "a group of seven countries, A, B and C": the list set beside the counted noun.
    EntityIds listed_after(int noun) const {
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
            if (c > noun && (tree_.dep[c] == Dep::appos || tree_.dep[c] == Dep::conj)) {
                EntityIds members = members_at(c);
                if (members.size() >= 2) return members;
            }
        return {};
    }

    /// A noun that says what something is ("X is a group of …") stands for its subject.
    EntityId group_of_noun(int noun) const {
        const int subject = tree_.child(noun, Dep::nsubj);
        if (subject >= 0 && tree_.child(noun, Dep::cop) >= 0) return group_at(subject);
        return group_at(noun);
    }

    /// A name with a list: "the “Quad” of A, B and C".
    void of_named(int noun) {
        const int m = mentions_.mention_of_head[noun];
        if (m < 0 || mentions_.mentions[m].entities.size() != 1) return;
        const EntityInfo& who = mentions_.entities[mentions_.mentions[m].entities[0]];
        if (who.type != EntityType::organization && who.type != EntityType::other) return;
        if (!tree_.is_proper(noun) && !who.named) return;
        between(noun);
    }

    /// "A and B are members of X", "members of X, A and B", "signatories to X include A".
    void members(int noun) {
        int of = -1;
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
            if (c > noun && tree_.dep[c] == Dep::nmod && (preposition(c) == "of" || preposition(c) == "to")) { of = c; break; }
        if (of < 0) return;
        const EntityId group = group_at(of);
        if (group < 0) return;
        const int head = tree_.head[noun];
        const int subject = tree_.child(noun, Dep::nsubj);
        if (subject >= 0 && tree_.child(noun, Dep::cop) >= 0 && !negated(noun))
            return add(group, members_at(subject), {tree_.left[subject], tree_.right[of]}, "group:member");
        if (head < 0) return;
        if (tree_.dep[noun] == Dep::appos)
            return add(group, members_at(head), {tree_.left[head], tree_.right[of]}, "group:member");
        const std::string_view link = preposition(noun);
        if (link == "as" && tree_.dep[noun] == Dep::nmod)  // "A and B, in their capacity as co-chairs of X"
            if (const int above = tree_.head[head]; above >= 0 && members_at(above).size() >= 2)
                return add(group, members_at(above), {tree_.left[above], tree_.right[of]}, "group:member");
        if (tree_.dep[noun] == Dep::nsubj && tree_.lemma(head) == "include")
            if (const int object = tree_.child(head, Dep::obj); object >= 0)
                return add(group, members_at(object), {tree_.left[noun], tree_.right[object]}, "group:member");
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
            if (c > of && tree_.dep[c] == Dep::appos)
                return add(group, members_at(c), {tree_.left[noun], tree_.right[c]}, "group:member");
    }

    bool negated(int token) const {
        for (int c = tree_.first_child[token]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.lower(c) == "not" || tree_.lower(c) == "n't" || tree_.lower(c) == "never" || tree_.lower(c) == "n’t") return true;
        return false;
    }

    /// "X, which groups A and B", "the alliance comprises A and B".
    void holds(int verb) {
        if (negated(verb)) return;
        int subject = tree_.child(verb, Dep::nsubj);
        const int object = tree_.child(verb, Dep::obj);
        if (subject < 0 || object < 0) return;
        if (tree_.tag[subject] == Tag::WDT && tree_.dep[verb] == Dep::acl_relcl) subject = tree_.head[verb];
        if (subject < 0 || group_at(subject) < 0) return;
        const auto word = lexicon_.words.find(tree_.lemma(subject));
        const bool named = tree_.is_proper(subject);
        if (!named && (word == lexicon_.words.end() || word->second != GroupWord::group)) return;
        add(group_at(subject), members_at(object), {std::min(subject, tree_.left[verb]), tree_.right[object]}, "group:holds");
    }

    /// "a coalition which was joined by A and B".
    void joined(int verb) {
        int subject = tree_.child(verb, Dep::nsubj_pass);
        if (subject < 0) return;
        if (tree_.tag[subject] == Tag::WDT && tree_.dep[verb] == Dep::acl_relcl) subject = tree_.head[verb];
        if (subject < 0) return;
        for (int c = tree_.first_child[verb]; c >= 0; c = tree_.next_sibling[c])
            if ((tree_.dep[c] == Dep::obl || tree_.dep[c] == Dep::obl_agent) && preposition(c) == "by")
                return add(group_at(subject), members_at(c), {tree_.left[subject], tree_.right[c]}, "group:joined");
    }

    const Text& text_;
    const Annotation& tree_;
    const Mentions& mentions_;
    const GroupLexicon& lexicon_;
    Findings& found_;
    std::vector<int> over_;
};

}  // namespace

void find_groups(const Document& document, const Lexicon& lexicon, Findings& found) {
    if (document.annotation.size() != static_cast<int>(document.text.tokens.size())) return;
    Groups(document, *lexicon.indexes().groups, found).read();
}

}  // namespace dragoman::findings
