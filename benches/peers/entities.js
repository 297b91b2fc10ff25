// How long Backstage's own checks of entities take for a catalog: each is read, its envelope, its fields and its kind are
// checked, and every reference in it is parsed and looked for.
//
// node entities.js CATALOG.yaml

const fs = require('node:fs');
const { parseAllDocuments } = require('yaml');
const model = require('@backstage/catalog-model');

const envelope = model.EntityPolicies.allOf([
  new model.SchemaValidEntityPolicy(),
  new model.DefaultNamespaceEntityPolicy(),
  new model.FieldFormatEntityPolicy(),
  new model.NoForeignRootFieldsEntityPolicy(),
]);
const kinds = [
  model.apiEntityV1alpha1Validator,
  model.componentEntityV1alpha1Validator,
  model.domainEntityV1alpha1Validator,
  model.groupEntityV1alpha1Validator,
  model.resourceEntityV1alpha1Validator,
  model.systemEntityV1alpha1Validator,
  model.userEntityV1alpha1Validator,
];
// Fields that refer to other entities, with the kind that is meant where none is written.
const references = {
  owner: 'group', memberOf: 'group', parent: 'group', children: 'group', members: 'user', system: 'system', domain: 'domain',
  subcomponentOf: 'component', dependsOn: 'component', providesApis: 'api', consumesApis: 'api',
};

async function check(entity) {
  const enforced = await envelope.enforce(entity);
  for (const kind of kinds) {
    if (await kind.check(enforced)) {
      return enforced;
    }
  }
  throw new Error(`no kind ${enforced.kind}`);
}

function referred(entity) {
  const found = [];
  for (const [field, defaultKind] of Object.entries(references)) {
    for (const name of [entity.spec?.[field] ?? []].flat()) {
      found.push(model.stringifyEntityRef(model.parseEntityRef(name, { defaultKind, defaultNamespace: 'default' })));
    }
  }
  return found;
}

async function main() {
  const text = fs.readFileSync(process.argv[2], 'utf8');
  const start = process.hrtime.bigint();
  const parsed = parseAllDocuments(text).map(document => document.toJSON()).filter(Boolean);
  const read = process.hrtime.bigint();
  const entities = [];
  let refused = 0;
  for (const entity of parsed) {
    try {
      entities.push(await check(entity));
    } catch {
      refused += 1;
    }
  }
  const known = new Set(entities.map(entity => model.stringifyEntityRef(entity)));
  const missing = entities.flatMap(referred).filter(name => !known.has(name)).length;
  const end = process.hrtime.bigint();
  const ms = (from, to) => Number((to - from) / 1000000n);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(`${entities.length} entities, ${refused} refused, ${missing} references to nothing`);
  console.log(`reading ${ms(start, read)} ms, checks ${ms(read, end)} ms`);
  console.log(`process ${Math.round((userCPUTime + systemCPUTime) / 1000)} ms, peak ${Math.round(maxRSS / 1000)} MB`);
}

main();
