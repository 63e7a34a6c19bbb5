import { test } from 'node:test';
import assert from 'node:assert/strict';
import { missing, twin } from '../../Sources/Web/Assets/field/objects.js';

const kind = { type: 'site', label: '场地场所', fields: [{ name: 'name', label: '名称', required: true }, { name: 'remark', label: '备注', required: false }] };

test('SUBJ-09 必填的字段没有填写就不提交，说明是哪一个', () => {
  assert.equal(missing(kind, { name: ' ' }), '请填写名称');
  assert.equal(missing(kind, { name: '某场所' }), null);
});

test('SUBJ-09 本机已录入、等待同步的同一对象，提交前告知；已添加或被退回的不算', () => {
  const addition = { id: 'a', values: { type: 'site', name: '某场所', address: '某路1号' } };
  const same = { id: 'b', state: 'waiting', values: { type: 'site', name: '某场所', address: '某路1号' } };
  assert.equal(twin(addition, [addition, same]), same);
  assert.equal(twin(addition, [{ ...same, state: 'refused' }]), null);
  assert.equal(twin(addition, [{ ...same, values: { ...same.values, name: '别的场所' } }]), null);
  const person = { id: 'c', values: { type: 'person', name: '甲', citizenID: '1' } };
  assert.equal(twin(person, [{ id: 'd', state: 'waiting', values: { type: 'person', name: '乙', citizenID: '1' } }])?.id, 'd');
});
