// The kernel's own module as every workspace has it.
import { flowActions, flowAuthority, flowObjects, flowPolicies } from '#kernel/flow'
import { identityObjects } from '#kernel/identity'
import {
  deliveryObject,
  messageActions,
  messageObject,
  newSecret,
  notifyAuthority,
  notifyPolicies,
  sendAgain,
  webhookObject,
  webhookPolicies,
} from '#kernel/notify'
import { printingObject, printingPolicies } from '#kernel/print'
import { rulesAuthority, rulesPolicies, runObject } from '#kernel/rules'
import {
  exportingObject,
  exportingPolicies,
  linkObject,
  linkPolicies,
  preferenceObject,
  sharing,
  viewObject,
  viewPolicies,
} from '#kernel/views'
import { letIn, tokenObject } from './accounts.ts'
import type { Module } from './manifest.ts'
import { platformModule } from './platform.ts'
import { todos } from './todo.ts'

/** People, calendars, tasks, messages, comments, saved views, prints, runs of rules and webhooks. `authors` are the modules that send messages. */
export const kernelModule = (authors: readonly string[]): Module =>
  platformModule([
    {
      objects: [...identityObjects, tokenObject],
      actions: [letIn],
      menu: [...identityObjects, tokenObject].map(({ name: object }) => ({
        object,
        group: 'platform',
        needs: 'update',
      })),
      policies: [
        {
          name: 'identity.read',
          object: 'identity.*',
          operations: ['read'],
          who: { everyone: true, system: [flowAuthority, ...authors] },
        },
        {
          name: 'identity.letIn',
          object: 'identity.person',
          operations: ['read', 'update'],
          who: { system: ['identity'] },
        },
      ],
    },
    { objects: flowObjects, actions: flowActions, policies: flowPolicies },
    {
      objects: [messageObject],
      actions: messageActions,
      policies: notifyPolicies([flowAuthority, rulesAuthority, notifyAuthority, ...authors]),
    },
    { objects: [runObject], actions: [], policies: rulesPolicies },
    todos,
    { objects: [viewObject, preferenceObject], actions: [], policies: viewPolicies },
    {
      objects: [printingObject],
      actions: [],
      policies: printingPolicies,
      menu: [{ object: printingObject.name, group: 'platform', needs: 'export' }],
    },
    {
      objects: [exportingObject],
      actions: [],
      policies: exportingPolicies,
      menu: [{ object: exportingObject.name, group: 'platform', needs: 'export' }],
    },
    {
      objects: [linkObject],
      actions: [],
      policies: linkPolicies,
      menu: [{ object: linkObject.name, group: 'platform', needs: sharing }],
    },
    {
      objects: [webhookObject, deliveryObject],
      actions: [newSecret, sendAgain],
      policies: webhookPolicies,
      menu: [
        { object: webhookObject.name, group: 'platform', needs: 'update' },
        { object: deliveryObject.name, group: 'platform', needs: 'sendAgain' },
      ],
    },
  ])
