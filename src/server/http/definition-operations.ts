// What administrators ask of definitions, configuration, modules and the use of fields, as a part of the table of operations.
import {
  ConfigurationShape,
  ConversionShape,
  FieldAddress,
  NamesShape,
  PublicationAddress,
  PublicationShape,
  PublicationsQuery,
  RoleAddress,
  RollBackShape,
} from './definition-shapes.ts'
import { mebibyte, operation } from './operation.ts'
import { PrintDraftShape } from './print-shapes.ts'
import { MisfitsQuery, ObjectAddress, QualityQuery, TemplateAddress, UsageQuery } from './wire.ts'

export const definitionOperations = {
  publish: operation({
    method: 'PUT',
    path: '/api/definitions',
    summary: 'Publish objects, fields and policies made at run time',
    body: PublicationShape,
    bodyLimit: 8 * mebibyte,
  }),
  definitions: operation({
    method: 'GET',
    path: '/api/definitions',
    summary: 'What has been published at run time, and what of it is set aside; for administrators',
  }),
  publications: operation({
    method: 'GET',
    path: '/api/definitions/publications',
    summary: 'What was published when and by whom, newest first; for administrators',
    query: PublicationsQuery,
  }),
  publication: operation({
    method: 'GET',
    path: '/api/definitions/publications/:version',
    summary: 'What had been published at a version; for administrators',
    params: PublicationAddress,
  }),
  rollBack: operation({
    method: 'POST',
    path: '/api/definitions/rollback',
    summary:
      'Publish once more what had been published at an earlier version; what was made since is retired, its values kept',
    body: RollBackShape,
  }),
  shippedPrints: operation({
    method: 'GET',
    path: '/api/definitions/prints/:object',
    summary: 'The print layouts that an object is shipped with; for administrators',
    params: ObjectAddress,
  }),
  shippedFlows: operation({
    method: 'GET',
    path: '/api/definitions/flows',
    summary: 'The flows of the modules as they are shipped; for administrators',
  }),
  printDraft: operation({
    method: 'POST',
    path: '/api/definitions/prints/draft',
    summary: 'A record, or made-up values, on a layout that is not published yet, as PDF; for administrators',
    body: PrintDraftShape,
    isQuestion: true,
  }),
  configuration: operation({
    method: 'GET',
    path: '/api/configuration',
    summary: 'All that was published, as a folder of reviewable text; for administrators',
  }),
  configure: operation({
    method: 'POST',
    path: '/api/configuration',
    summary:
      'Publish a folder of configuration as a whole, or with isTrial only judge it: what it does not name is retired, or stays as it is when the way is added',
    body: ConfigurationShape,
    bodyLimit: 8 * mebibyte,
  }),
  usage: operation({
    method: 'GET',
    path: '/api/usage/:object',
    summary:
      'How the fields of an object are used: filled, changed, replaced late or many at once; for administrators and auditors',
    params: ObjectAddress,
    query: UsageQuery,
  }),
  usageByPerson: operation({
    method: 'GET',
    path: '/api/usage/:object/people',
    summary:
      'Who entered how much of an object on which day, how complete and how often replaced; for administrators and auditors',
    params: ObjectAddress,
    query: UsageQuery,
  }),
  quality: operation({
    method: 'GET',
    path: '/api/usage/:object/quality',
    summary:
      'How complete and valid an object is by field, day and person, and how often writes were refused; one’s own, of others for administrators and auditors',
    params: ObjectAddress,
    query: QualityQuery,
  }),
  misfits: operation({
    method: 'GET',
    path: '/api/usage/:object/misfits',
    summary: 'Records in which a value of a field no longer holds, of those that the caller may read',
    params: ObjectAddress,
    query: MisfitsQuery,
  }),
  modules: operation({
    method: 'GET',
    path: '/api/modules',
    summary: 'The modules, which of them are on, and what switching them comes to; for administrators',
  }),
  templates: operation({
    method: 'GET',
    path: '/api/templates',
    summary:
      'The templates that a workspace may begin with, and whether it is empty enough; for administrators',
  }),
  installTemplate: operation({
    method: 'POST',
    path: '/api/templates/:name',
    summary:
      'Make a template’s company out of an empty workspace: its modules on, its configuration and the records that it begins with; for administrators',
    params: TemplateAddress,
  }),
  fieldUsers: operation({
    method: 'GET',
    path: '/api/definitions/users/:object/:field',
    summary:
      'Every place that uses a field: formulas, rules, flows, metrics, policies, forms, saved views, imports; for administrators',
    params: FieldAddress,
  }),
  judgeConversion: operation({
    method: 'POST',
    path: '/api/definitions/conversion',
    summary:
      'What would become of the values of an added field that takes another type: how many are lost, with examples; for administrators',
    body: ConversionShape,
    isQuestion: true,
  }),
  rightsOf: operation({
    method: 'GET',
    path: '/api/definitions/rights/:object/:role',
    summary:
      'Which fields of an object and of its lines somebody with a role sees and fills in; for administrators',
    params: RoleAddress,
  }),
  shippedRights: operation({
    method: 'GET',
    path: '/api/definitions/rights/:object',
    summary:
      'The shipped policies that speak of people and of an object, with the fields they cover; for administrators',
    params: ObjectAddress,
  }),
  fieldPasts: operation({
    method: 'GET',
    path: '/api/definitions/pasts/:object',
    summary:
      'Which fields of an object are out of use or were of another type, since when and by whom; for administrators',
    params: ObjectAddress,
  }),
  suggestNames: operation({
    method: 'POST',
    path: '/api/definitions/names',
    summary: 'Stable names for what people call objects and fields, Chinese by its pinyin',
    body: NamesShape,
    isQuestion: true,
  }),
} as const
