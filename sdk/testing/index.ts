/** The code of `cos-miniprogram/testing`, whose names and types stand in `sdk/src/testing.ts`. */
import type * as declared from '../src/testing'
import { createTestWx as create } from './create-test-wx'
import { generatedFile as generate } from '../../test/wx/files/content'

export const createTestWx: typeof declared.createTestWx = create
export const generatedFile: typeof declared.generatedFile = generate
