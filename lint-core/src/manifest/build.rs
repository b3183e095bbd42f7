//! From the tree to the manifest.

use hashbrown::HashMap;
use std::sync::Arc;

use super::Manifest;
use super::deployment::{Deployment, is_absent, is_skeleton};
use super::schedule::{Schedule, ScheduleId, Selector};
use super::section::{Content, DefaultPull, Effective, ListId, Origin, Section, StepList, Written};
use super::step::{Step, StepId};
use super::unfold::{self, find};
use crate::schema::shape::{Shape, shape};
use crate::schema::target::Target;
use crate::settings::Version;
use crate::yaml::{Entry, Node, NodeId, NodeKind, Tree, Value};

/// One step may stand in the place of the list since this release.
const WRAPS_MAPPINGS: Version = Version(3, 7, 7);
/// `pull: []` switches the pull off since this release.
const EMPTY_PULL_IS_NONE: Version = Version(3, 8, 0);
/// The step that says where an image has the code.
const BUILD_IMAGE: &str = "prefect_docker.deployments.steps.build_docker_image";

pub(super) fn manifest<'t>(tree: &'t Tree<'t>, target: Target) -> Manifest<'t> {
    let root = tree.root().filter(|root| root.kind() == NodeKind::Mapping);
    let mut builder = Builder {
        manifest: Manifest {
            root,
            ..Manifest::default()
        },
        target,
        lists: HashMap::new(),
        steps: HashMap::new(),
        schedules: HashMap::new(),
        lists_of_schedules: HashMap::new(),
        images: HashMap::new(),
        seen: HashMap::new(),
    };
    if let Some(entries) = root.and_then(unfold::entries) {
        builder.file(&entries);
    }
    builder.manifest
}

struct Builder<'t> {
    manifest: Manifest<'t>,
    target: Target,
    lists: HashMap<(NodeId, Section), ListId>,
    steps: HashMap<(NodeId, Section), StepId>,
    schedules: HashMap<NodeId, Option<ScheduleId>>,
    lists_of_schedules: HashMap<NodeId, Arc<[ScheduleId]>>,
    /// The pull that a list of build steps leads to, if it builds an image.
    images: HashMap<ListId, Option<DefaultPull>>,
    /// Where a deployment's mapping was met first.
    seen: HashMap<NodeId, usize>,
}

impl<'t> Builder<'t> {
    fn file(&mut self, entries: &[Entry<'t>]) {
        self.manifest.is_recipe = find(entries, "required_inputs").is_some();
        for section in Section::ALL {
            self.manifest.sections[section as usize] = self.written(entries, section, true);
        }
        let Some(list) = find(entries, "deployments") else {
            return;
        };
        for (index, item) in list.value.items().enumerate() {
            self.deployment(index, item);
        }
        if let [only] = &mut self.manifest.deployments[..] {
            only.is_skeleton = is_skeleton(&only.entries);
        }
    }

    fn deployment(&mut self, index: usize, item: Node<'t>) {
        let node = item.resolve();
        if shape(node) != Shape::Mapping {
            return;
        }
        let deployment = match self.seen.get(&node.id()) {
            Some(first) => Deployment {
                index,
                item,
                ..self.manifest.deployments[*first].clone()
            },
            None => self.read(index, item),
        };
        let place = self.manifest.deployments.len();
        self.seen.entry(node.id()).or_insert(place);
        self.manifest.deployments.push(deployment);
    }

    fn read(&mut self, index: usize, item: Node<'t>) -> Deployment<'t> {
        let entries = unfold::entries(item.resolve());
        let known = entries.is_some();
        let entries: Arc<[Entry<'t>]> = entries.unwrap_or_default().into();
        let build = self.effective(&entries, known, Section::Build);
        let push = self.effective(&entries, known, Section::Push);
        let mut pull = self.effective(&entries, known, Section::Pull);
        if let Origin::Default(_) = pull.origin {
            pull.origin = Origin::Default(self.default_pull(&build, &entries));
        }
        let schedules = self.schedules(&entries);
        Deployment {
            index,
            item,
            node: item.resolve(),
            name: find(&entries, "name").copied(),
            entrypoint: find(&entries, "entrypoint").copied(),
            work_pool: find(&entries, "work_pool").copied(),
            build,
            push,
            pull,
            schedules,
            known,
            entries,
            is_skeleton: false,
        }
    }

    /// Which steps a deployment gets: its own, the file's, or none. An empty push never counts, and neither does an
    /// empty pull, but for `[]` since Prefect 3.8.
    fn effective(&mut self, entries: &[Entry<'t>], known: bool, section: Section) -> Effective<'t> {
        let own = self.written(entries, section, false);
        let file = self.manifest.section(section).copied();
        let counts = |written: &Written<'t>| match (written.content, section) {
            (Content::Steps(_) | Content::Other, _) | (_, Section::Build) => true,
            (Content::EmptyList, Section::Pull) => self.target.holds(EMPTY_PULL_IS_NONE),
            _ => false,
        };
        // A pull key of the deployment's own, whatever is behind it, takes the file's `[]` away.
        let is_off = |written: &Written<'t>| {
            section == Section::Pull && own.is_some() && written.content == Content::EmptyList
        };
        let file = file.filter(counts).filter(|written| !is_off(written));
        let written = own.filter(counts).or(file);
        let is_own = own.filter(counts).is_some();
        let (origin, list) = match written.map(|written| written.content) {
            _ if !known => (Origin::Unknown, None),
            None => (Origin::Default(DefaultPull::None), None),
            Some(Content::Other) => (Origin::Unknown, None),
            Some(Content::Steps(list)) if is_own => (Origin::Own, Some(list)),
            Some(Content::Steps(list)) => (Origin::File, Some(list)),
            Some(_) => (Origin::Off, None),
        };
        Effective {
            origin,
            written,
            own,
            list,
        }
    }

    /// What stands behind `schedules`, or behind the older `schedule`.
    fn schedules(&mut self, entries: &[Entry<'t>]) -> Arc<[ScheduleId]> {
        let owner = find(entries, "name").and_then(|name| name.value.as_str());
        let owner = owner.as_deref();
        if let Some(entry) = find(entries, "schedules") {
            let list = entry.value.resolve();
            if let Some(known) = self.lists_of_schedules.get(&list.id()) {
                return known.clone();
            }
            let ids: Arc<[ScheduleId]> = list
                .items()
                .filter_map(|item| self.schedule(item, owner))
                .collect();
            self.lists_of_schedules.insert(list.id(), ids.clone());
            return ids;
        }
        let only = find(entries, "schedule").and_then(|entry| self.schedule(entry.value, owner));
        only.into_iter().collect()
    }

    fn schedule(&mut self, item: Node<'t>, owner: Option<&str>) -> Option<ScheduleId> {
        let node = item.resolve();
        if let Some(id) = self.schedules.get(&node.id()) {
            return *id;
        }
        let entries = match shape(node) {
            Shape::Mapping => unfold::entries(node),
            _ => None,
        };
        let id = entries.map(|entries| {
            self.manifest.schedules.push(Schedule {
                item,
                selector: Selector::of(&entries),
                entries,
                deployment: owner.map(str::to_owned),
            });
            ScheduleId(self.manifest.schedules.len() - 1)
        });
        self.schedules.insert(node.id(), id);
        id
    }

    fn default_pull(&mut self, build: &Effective<'t>, entries: &[Entry<'t>]) -> DefaultPull {
        // Where the deployment has no build steps, those of the file are looked at, even if it switches them off.
        let of_file = self.manifest.section(Section::Build);
        let of_file = of_file.and_then(|written| match written.content {
            Content::Steps(list) => Some(list),
            _ => None,
        });
        let list = build.list.or(of_file);
        if let Some(pull) = list.and_then(|list| self.image_pull(list)) {
            return pull;
        }
        match image(entries) {
            true => DefaultPull::Image,
            false => DefaultPull::Here,
        }
    }

    fn image_pull(&mut self, list: ListId) -> Option<DefaultPull> {
        let manifest = &self.manifest;
        *self.images.entry(list).or_insert_with(|| {
            let mut steps = manifest
                .list(list)
                .steps
                .iter()
                .map(|id| manifest.step(*id));
            let step = steps.find(|step| step.name() == BUILD_IMAGE)?;
            let file = step.inputs.get("dockerfile").map(|file| file.value);
            Some(match file.and_then(Node::as_str).as_deref() {
                Some("auto") => DefaultPull::ImageFolder,
                _ => DefaultPull::None,
            })
        })
    }

    fn written(
        &mut self,
        entries: &[Entry<'t>],
        section: Section,
        of_file: bool,
    ) -> Option<Written<'t>> {
        let entry = find(entries, section.key())?;
        Some(Written {
            key: entry.key,
            value: entry.value,
            merged_by: entry.merged_by,
            content: self.content(entry.value, section, of_file),
        })
    }

    fn content(&mut self, value: Node<'t>, section: Section, of_file: bool) -> Content {
        let node = value.resolve();
        match shape(node) {
            Shape::Null => Content::Null,
            Shape::List if node.items().next().is_none() => Content::EmptyList,
            Shape::Mapping if node.pairs().next().is_none() => Content::EmptyMapping,
            Shape::List => Content::Steps(self.list(node, section, of_file)),
            Shape::Mapping if self.target.holds(WRAPS_MAPPINGS) => {
                Content::Steps(self.list(node, section, of_file))
            }
            // Something in it could not be read; the rest may still be steps.
            Shape::Unknown if node.is_sequence() => {
                Content::Steps(self.list(node, section, of_file))
            }
            _ => Content::Other,
        }
    }

    fn list(&mut self, node: Node<'t>, section: Section, of_file: bool) -> ListId {
        if let Some(id) = self.lists.get(&(node.id(), section)) {
            return *id;
        }
        let items: Vec<Node<'t>> = match node.kind() {
            NodeKind::Sequence => node.items().collect(),
            _ => vec![node],
        };
        let steps = items
            .into_iter()
            .filter(|item| item.is_mapping())
            .map(|item| self.step(item, section, of_file))
            .collect();
        let id = ListId(self.manifest.lists.len());
        self.lists.insert((node.id(), section), id);
        self.manifest.lists.push(StepList {
            node,
            section,
            of_file,
            steps,
        });
        id
    }

    fn step(&mut self, item: Node<'t>, section: Section, of_file: bool) -> StepId {
        let key = (item.resolve().id(), section);
        if let Some(id) = self.steps.get(&key) {
            return *id;
        }
        let id = StepId(self.manifest.steps.len());
        self.steps.insert(key, id);
        self.manifest.steps.push(Step::read(item, section, of_file));
        id
    }
}

/// Whether there is an image among the job variables.
fn image(entries: &[Entry<'_>]) -> bool {
    let inside = |node: Node<'_>, key: &str| {
        let entries = unfold::entries(node).unwrap_or_default();
        find(&entries, key).map(|entry| entry.value.resolve().id())
    };
    let Some(pool) = find(entries, "work_pool").filter(|entry| !is_absent(Some(entry))) else {
        return false;
    };
    let tree = pool.value.tree();
    inside(pool.value, "job_variables")
        .and_then(|variables| inside(tree.node(variables), "image"))
        .is_some_and(|image| match tree.node(image).value() {
            Some(Value::Null) => false,
            Some(Value::Str(text)) => !text.is_empty(),
            _ => true,
        })
}
